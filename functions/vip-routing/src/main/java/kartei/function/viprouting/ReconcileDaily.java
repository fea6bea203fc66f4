package kartei.function.viprouting;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.storage.Reconciling;

/// Starts the reconciling job of the day of every workspace that has a channel. Called twice on one day, it starts each once.
record ReconcileDaily(Reconciling reconciling, InstantSource clock) {
    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_DIGITS = 10;
    private static final int DIGIT_BITS = 5;

    /// How many were started.
    int start() {
        var now = clock.instant();
        var started = 0;
        var page = reconciling.workspaces(Optional.empty());
        for (int pages = 1; !page.isEmpty(); pages++) {
            started += start(page, now);
            if (page.size() < Limits.QUERY_PAGE_ITEMS_MAX || pages == Limits.DAILY_PAGES_MAX) {
                return started;
            }
            page = reconciling.workspaces(Optional.of(page.getLast()));
        }
        return started;
    }

    private int start(List<WorkspaceId> page, Instant now) {
        return Math.toIntExact(page.stream()
                .filter(ws -> reconciling.start(ws, Reconciling.job(ulidOfTheDay(now), now), List.of()))
                .count());
    }

    /// The first ULID of the day: the same for whoever asks on that day.
    private static String ulidOfTheDay(Instant now) {
        var left = now.truncatedTo(ChronoUnit.DAYS).toEpochMilli();
        var digits = new StringBuilder();
        for (int i = 0; i < TIME_DIGITS; i++, left >>= DIGIT_BITS) {
            digits.append(DIGITS.charAt((int) (left & (DIGITS.length() - 1))));
        }
        return digits.reverse() + "0".repeat(Limits.ULID_CHARS - TIME_DIGITS);
    }
}
