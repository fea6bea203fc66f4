package kartei.domain;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Every way the system says no to a request. Adding a case breaks the build until the edge answers it.
public sealed interface Rejection {
    /// No token, or one that does not hold; `detail` says what is wrong with it, never what it contained.
    record Unauthenticated(String detail) implements Rejection {}

    record Forbidden(String detail) implements Rejection {}

    /// Not there, or of another workspace: the same answer for both.
    record NotFound() implements Rejection {}

    record FeatureNotInPlan(String feature) implements Rejection {}

    record MethodNotAllowed(List<String> allowed) implements Rejection {}

    /// Not JSON as RFC 8259 and I-JSON want it, a bad cursor, a bad header.
    record Malformed(String detail) implements Rejection {}

    record UnsupportedMediaType(String detail) implements Rejection {}

    record BodyTooLarge() implements Rejection {}

    /// Well-formed, but it breaks rules: all of them at once.
    record Invalid(List<Fault> faults) implements Rejection {
        public Invalid {
            faults = List.copyOf(faults);
        }
    }

    /// It does not fit what is there; `counts` become members of the problem (`contacts`: how many).
    record Conflict(String detail, Map<String, Long> counts) implements Rejection {
        public Conflict {
            counts = Map.copyOf(counts);
        }
    }

    /// Changed since the version that If-Match names.
    record Stale() implements Rejection {}

    record IdempotencyMismatch() implements Rejection {}

    /// A value that may not be written: platform, off, CRM-managed, VIP while off.
    record NotEditable(List<Fault> faults) implements Rejection {
        public NotEditable {
            faults = List.copyOf(faults);
        }
    }

    record Busy(Duration retryAfter) implements Rejection {}
}
