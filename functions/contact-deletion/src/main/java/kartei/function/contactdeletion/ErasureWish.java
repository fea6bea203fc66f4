package kartei.function.contactdeletion;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Wording;

/// What an admin says with an erasure: how to recognise the person in the log, and who is to be erased. Does not print the hint.
record ErasureWish(String hint, ErasureScope scope) {

    /// @throws Rejected `invalid` with all faults
    static ErasureWish of(Body body) {
        var hint = Wording.trimmed(body.requiredText("hint"));
        if (body.has("hint")) {
            body.fault("hint", Wording.violationOfLine(hint, Limits.ERASURE_HINT_CHARS_MAX));
        }
        var scope = body.word("scope", ErasureScope::of, "contact or person").orElse(ErasureScope.CONTACT);
        body.check();
        return new ErasureWish(hint, scope);
    }

    @Override
    public String toString() {
        return "ErasureWish[" + scope + "]";
    }
}
