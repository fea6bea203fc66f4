package kartei.function.contactdeletion;

import java.util.Optional;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.erasure.Privacy;

/// What somebody wants to go by itself; what is left out or null does not.
record PrivacyWish(Optional<Integer> logDays, Optional<Integer> autoClearHours) {
    static PrivacyWish of(Body body) {
        var wish = new PrivacyWish(number(body, "logDays", Limits.LOG_DAYS_MAX),
                number(body, "autoClearHours", Limits.AUTO_CLEAR_HOURS_MAX));
        body.check();
        return wish;
    }

    private static Optional<Integer> number(Body body, String name, int max) {
        var wanted = body.integer(name);
        wanted.filter(number -> number < 1 || number > max)
                .ifPresent(_ -> body.fault(name, "must be from 1 to " + max + "; left out or null is never"));
        return wanted.map(Long::intValue);
    }

    Privacy after(Privacy before) {
        return new Privacy(logDays, autoClearHours, before.version() + 1);
    }
}
