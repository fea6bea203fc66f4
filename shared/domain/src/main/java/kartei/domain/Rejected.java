package kartei.domain;

import java.util.List;
import java.util.Map;

/// Carries a rejection to the edge, the only place that catches it.
public final class Rejected extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Rejection rejection;

    public Rejected(Rejection rejection) {
        super(rejection.getClass().getSimpleName());
        this.rejection = rejection;
    }

    public Rejection rejection() {
        return rejection;
    }

    public static Rejected notFound() {
        return new Rejected(new Rejection.NotFound());
    }

    public static Rejected invalid(String pointer, String message) {
        return new Rejected(new Rejection.Invalid(List.of(new Fault(pointer, message))));
    }

    public static Rejected malformed(String detail) {
        return new Rejected(new Rejection.Malformed(detail));
    }

    public static Rejected conflict(String detail) {
        return new Rejected(new Rejection.Conflict(detail, Map.of()));
    }

    public static Rejected stale() {
        return new Rejected(new Rejection.Stale());
    }

    public static Rejected busy() {
        return new Rejected(new Rejection.Busy(Limits.BUSY_RETRY_AFTER));
    }
}
