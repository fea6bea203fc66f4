package kartei.domain.job;

import java.util.Locale;

/// How a job stands. A failed one is tried again as long as it is active.
public enum JobState {
    QUEUED,
    RUNNING,
    READY,
    FAILED,
    CANCELLED,
    REPLACED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
