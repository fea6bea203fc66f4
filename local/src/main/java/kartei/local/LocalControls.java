package kartei.local;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.domain.Rejected;
import kartei.domain.Role;
import kartei.domain.WorkspaceId;
import kartei.local.states.Executions.Waiting;
import kartei.local.token.Issuer;

/// What somebody at the machine can ask of the system itself: a token, a later time, and to wait until all is at rest.
final class LocalControls {
    private static final Duration TOKEN_VALID_MAX = Duration.ofDays(366);
    private static final Duration SETTLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration SETTLE_WITHIN_MAX = Duration.ofMinutes(10);

    private final Issuer issuer;
    private final MoveClock moveClock;
    private final Settling settling;

    LocalControls(Issuer issuer, MoveClock moveClock, Settling settling) {
        this.issuer = issuer;
        this.moveClock = moveClock;
        this.settling = settling;
    }

    Json token(Body body) {
        var workspace = body.requiredText("workspace");
        if (WorkspaceId.of(workspace).isEmpty()) {
            body.fault("workspace", "must be 1 to 64 of the characters A-Z a-z 0-9 _ -");
        }
        body.requiredText("role");
        var role = body.word("role", Role::of, "admin, agent, connector");
        var seconds = body.integer("expiresIn");
        seconds.filter(value -> value < 1 || value > TOKEN_VALID_MAX.toSeconds())
                .ifPresent(_ -> body.fault("expiresIn", "must be from 1 to " + TOKEN_VALID_MAX.toSeconds()));
        var holder = new Issuer.Holder(workspace, role.map(Role::word).orElse(""), body.text("name"), body.text("sub"),
                body.text("scope"), seconds.map(Duration::ofSeconds).orElse(Issuer.Holder.VALID));
        body.check();
        var issued = issuer.issue(holder);
        return Json.object().put("token", issued.token()).put("expiresAt", issued.expiresAt());
    }

    /// Forward only: what functions have seen happen stays in the past.
    Json clock(Body body) {
        body.requiredText("advance");
        var step = duration(body, "advance", "must be a duration forward such as PT63H", value -> !value.isNegative());
        body.check();
        try {
            return Json.object().put("now", moveClock.by(step.orElseThrow()));
        } catch (DateTimeException | ArithmeticException e) {
            throw Rejected.invalid("/advance", "leads too far into the future");
        }
    }

    Json settle(Body body) {
        var within = duration(body, "within", "must be a duration from PT0S to " + SETTLE_WITHIN_MAX,
                value -> !value.isNegative() && value.compareTo(SETTLE_WITHIN_MAX) <= 0);
        body.check();
        var outcome = settling.within(within.orElse(SETTLE_WITHIN));
        return Json.object()
                .put("settled", outcome.settled())
                .put("busy", Json.texts(outcome.busy()))
                .put("waiting", outcome.waiting().stream().map(LocalControls::waiting).toList());
    }

    private static Json waiting(Waiting waiting) {
        return Json.object().put("job", waiting.subject()).put("until", waiting.until());
    }

    private static Optional<Duration> duration(Body body, String name, String rule, Predicate<Duration> holds) {
        return body.text(name).flatMap(text -> {
            try {
                var duration = Optional.of(Duration.parse(text)).filter(holds);
                body.fault(name, duration.isEmpty() ? Optional.of(rule) : Optional.empty());
                return duration;
            } catch (DateTimeException e) {
                body.fault(name, rule);
                return Optional.empty();
            }
        });
    }
}
