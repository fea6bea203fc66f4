package kartei.function.viprouting;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.storage.Jobs;
import kartei.storage.Reconciling;

/// Starts the reconciling job of the day of every workspace that has a channel. Called twice on one day, it starts each once.
record ReconcileDaily(Reconciling reconciling, Jobs jobs, InstantSource clock) {
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
        return Math
                .toIntExact(page.stream().filter(ws -> jobs.begin(ws, Reconciling.ofTheDay(now), List.of())).count());
    }
}
