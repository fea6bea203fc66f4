package kartei.function.viprouting;

import java.util.Optional;
import java.util.function.Predicate;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Wording;
import kartei.domain.rule.RuleKey;

/// The key and name that an admin gives a group or a team. A key that is left out follows from the name.
record RuleName(Optional<String> key, String name) {

    static RuleName read(Body body) {
        var key = body.text("key");
        key.filter(text -> !RuleKey.isShaped(text))
                .ifPresent(_ -> body.fault("key", "must be 1 to 64 letters, digits, underscores and hyphens"));
        var name = body.requiredText("name");
        if (body.text("name").isPresent()) {
            body.fault("name", Wording.violationOfLine(name, Limits.RULE_NAME_CHARS_MAX));
        }
        return new RuleName(key, Wording.trimmed(name));
    }

    /// The key: the one that was asked for, or the first free one of those that the name suggests.
    ///
    /// @throws Rejected `conflict` when the one that was asked for is taken
    String free(String otherwise, Predicate<String> isTaken) {
        if (key.isPresent()) {
            if (isTaken.test(key.get())) {
                throw Rejected.conflict("the key " + key.get() + " is taken");
            }
            return key.get();
        }
        var derived = RuleKey.derivedFrom(name, otherwise);
        var free = derived;
        for (int number = 2; isTaken.test(free); number++) {
            var suffix = "-" + number;
            var kept = Math.min(derived.length(), Limits.RULE_KEY_CHARS_MAX - suffix.length());
            free = derived.substring(0, kept) + suffix;
        }
        return free;
    }
}
