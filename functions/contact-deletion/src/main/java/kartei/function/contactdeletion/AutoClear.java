package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.storage.AutoClearing;
import kartei.storage.AutoClearing.Resting;
import kartei.storage.PrivacySettings;
import kartei.storage.RestingContacts;

/// Takes away what an admin wants to go by itself: of contacts, some time after their last conversation was resolved, and old
/// entries of the deletion log. The settings are read again before each contact, so that what is turned off ends at once.
record AutoClear(PrivacySettings settings, AutoClearing clearing, RestingContacts contacts, InstantSource clock)
        implements
            Work {

    @Override
    public Cut cut(Assignment assignment) {
        var cursors = new ArrayList<String>();
        for (int shard = 0; shard < Limits.RESTING_SHARDS; shard++) {
            cursors.add(new Place.OfContacts(shard, 0, "").cursor());
        }
        cursors.add(new Place.OfLog("").cursor());
        return new Cut(cursors, 0);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        return switch (Place.of(cursor)) {
            case Place.OfContacts place -> contacts(assignment, place);
            case Place.OfLog place -> log(assignment.workspace(), place);
        };
    }

    private Slice contacts(Assignment assignment, Place.OfContacts place) {
        var ws = assignment.workspace();
        var found = until(ws)
                .map(until -> clearing.resting(ws, place.shard(), place.after(), until, Limits.CLEARED_SLICE_CONTACTS))
                .orElse(List.of());
        var reached = place;
        var done = 0;
        for (var resting : found) {
            if (!isDue(ws, resting)) {
                return Slice.last(done);
            }
            var outcome = contacts.clear(ws, resting, () -> isInTime(assignment));
            if (outcome == RestingContacts.Outcome.CLEARED) {
                done++;
            }
            if (!isInTime(assignment)) {
                return Slice.upTo(
                        (outcome == RestingContacts.Outcome.UNFINISHED ? reached.again() : reached.behind(resting))
                                .cursor(),
                        done);
            }
            reached = reached.behind(resting);
        }
        return found.size() < Limits.CLEARED_SLICE_CONTACTS ? Slice.last(done) : Slice.upTo(reached.cursor(), done);
    }

    private boolean isInTime(Assignment assignment) {
        return clock.instant().isBefore(assignment.until());
    }

    private boolean isDue(WorkspaceId ws, Resting resting) {
        return until(ws).filter(until -> !resting.since().isAfter(until)).isPresent();
    }

    private Optional<Instant> until(WorkspaceId ws) {
        return settings.find(ws).clearedUntil(clock.instant());
    }

    private Slice log(WorkspaceId ws, Place.OfLog place) {
        return settings.find(ws)
                .logFrom(clock.instant())
                .flatMap(from -> clearing.expire(ws, place.after(), from))
                .map(next -> Slice.upTo(new Place.OfLog(next).cursor(), 0))
                .orElseGet(() -> Slice.last(0));
    }

    @Override
    public Finish finish(Assignment assignment) {
        return new Finish.Done(List.of());
    }

    /// How far a segment has come, as a text between two slices.
    private sealed interface Place {
        String SEPARATOR = "|";

        /// Behind the contact at `after` in a shard of those who rest; `tries` counts how often the next one took all the time.
        record OfContacts(int shard, int tries, String after) implements Place {
            OfContacts behind(Resting resting) {
                return new OfContacts(shard, 0, resting.place());
            }

            OfContacts again() {
                return new OfContacts(shard, tries + 1, after);
            }
        }

        /// Behind the entry `after` of the deletion log.
        record OfLog(String after) implements Place {}

        static Place of(String cursor) {
            var parts = cursor.split("[|]", -1);
            return parts.length == 1 ? new OfLog(parts[0])
                    : new OfContacts(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), parts[2]);
        }

        default String cursor() {
            return switch (this) {
                case OfContacts(var shard, var tries, var after) -> shard + SEPARATOR + tries + SEPARATOR + after;
                case OfLog(var after) -> after;
            };
        }
    }
}
