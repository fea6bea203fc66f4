package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.storage.AutoClearing;
import kartei.storage.PrivacySettings;

/// Starts the job that takes away what goes by itself, in every workspace where there is something to take and none is at it.
record SweepPrivacy(PrivacySettings settings, AutoClearing clearing, InstantSource clock) {

    /// How many were started.
    int start() {
        var now = clock.instant();
        var started = 0;
        var page = settings.workspaces(Optional.empty());
        for (int pages = 1; !page.isEmpty(); pages++) {
            started += start(page, now);
            if (page.size() < Limits.QUERY_PAGE_ITEMS_MAX || pages == Limits.PRIVACY_PAGES_MAX) {
                return started;
            }
            page = settings.workspaces(Optional.of(page.getLast()));
        }
        return started;
    }

    private int start(List<WorkspaceId> page, Instant now) {
        return Math.toIntExact(page.stream()
                .filter(ws -> clearing.isDue(ws, settings.find(ws), now))
                .filter(ws -> clearing.start(ws, AutoClearing.job(now)))
                .count());
    }
}
