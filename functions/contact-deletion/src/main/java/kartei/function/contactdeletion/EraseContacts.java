package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Erasure;
import kartei.storage.ContactRemains;
import kartei.storage.DeletionLog;
import kartei.storage.Ledger;
import kartei.storage.Remains;
import kartei.storage.Together;
import kartei.storage.Tombstones;
import kartei.storage.Workspaces;

/// Deletes everything of contacts that are unknown already, and proves it (S47). The ledger is written before anything is
/// deleted; nothing is proven before nothing can come any more and every place has been read back.
record EraseContacts(
        Workspaces workspaces,
        Tombstones tombstones,
        Ledger ledger,
        Traces traces,
        DeletionLog log,
        Receipts receipts,
        InstantSource clock) implements Work {

    /// Where something of a contact may be.
    record Traces(Remains remains, ContactRemains own, ContactFiles files) {}

    @Override
    public Cut cut(Assignment assignment) {
        var ws = assignment.workspace();
        var erased = tombstones.finish(ws, Tombstones.of(assignment.job()), clock.instant());
        for (int from = 0; from < erased.size(); from += Limits.ERASED_SIDE_BY_SIDE) {
            var some = erased.subList(from, Math.min(erased.size(), from + Limits.ERASED_SIDE_BY_SIDE));
            Together.all(some.stream().<Supplier<Boolean>>map(entry -> () -> {
                ledger.write(ws, entry);
                return true;
            }).toList());
        }
        return all(assignment);
    }

    private static Cut all(Assignment assignment) {
        var contacts = contacts(assignment).size();
        return new Cut(ErasurePlace.starts(contacts, Limits.ERASURE_SEGMENTS_MAX), contacts);
    }

    private static List<ContactId> contacts(Assignment assignment) {
        return List.copyOf(Tombstones.of(assignment.job()).entries().keySet());
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var place = ErasurePlace.of(cursor);
        var contacts = contacts(assignment);
        var contact = contacts.get(place.contact());
        var deleted = deleted(assignment, place.stage(), contact);
        var isFile = switch (place.stage()) {
            case FILES, REPORTS -> true;
            case CONVERSATIONS, LEADS, VALUES, OTHERS -> false;
        };
        var next = place.next(deleted.more(), contacts.size());
        var done = place.isLastStage() && !deleted.more() ? 1 : 0;
        return new Slice(next, done,
                deleted.items() == 0 ? List.of()
                        : List.of(ContactRemains.counted(assignment.workspace(), assignment.job(), contact,
                                isFile ? 0 : deleted.items(), isFile ? deleted.items() : 0)));
    }

    private Remains.Deleted deleted(Assignment assignment, ErasurePlace.Stage stage, ContactId contact) {
        var ws = assignment.workspace();
        return switch (stage) {
            case CONVERSATIONS -> traces.remains().conversations(ws, contact, clock.instant());
            case FILES -> traces.files().clear(ws, contact);
            case LEADS -> traces.remains().identities(ws, contact);
            case VALUES -> traces.own().delete(workspaces.open(ws), assignment.job(), contact);
            case OTHERS -> traces.remains().others(ws, contact);
            case REPORTS -> traces.files().withdraw(ws, contact, clock.instant());
        };
    }

    // ---- the proof ----

    /// What became of a contact at the end.
    private sealed interface Look {
        /// Nothing is left, and the receipt is written.
        record Proven() implements Look {}

        /// Something may still come until then.
        record Wait(Instant until) implements Look {}

        /// Something was found.
        record Left() implements Look {}
    }

    @Override
    public Finish finish(Assignment assignment) {
        var ws = assignment.workspace();
        var erased = tombstones.entries(ws, Tombstones.of(assignment.job()));
        var proven = log.proven(ws, erased);
        var waits = new ArrayList<Instant>();
        for (var entry : erased.stream().filter(one -> !proven.contains(one.id())).toList()) {
            switch (look(assignment, entry)) {
                case Look.Proven() -> {
                    // the next one
                }
                case Look.Wait(var until) -> waits.add(until);
                case Look.Left() -> {
                    return new Finish.Again(all(assignment), assignment.job().about(),
                            clock.instant().plus(Limits.ERASURE_LOOKS_AGAIN));
                }
            }
            if (!clock.instant().isBefore(assignment.until())) {
                return new Finish.More();
            }
        }
        return waits.stream().min(Instant::compareTo).<Finish>map(Finish.Later::new).orElseGet(() -> {
            traces.own().forget(ws, assignment.job().id(), contacts(assignment));
            return new Finish.Done(List.of());
        });
    }

    private Look look(Assignment assignment, Erasure entry) {
        var ws = assignment.workspace();
        var now = clock.instant();
        var lasts = entry.uploadUntil().map(until -> until.plus(Limits.UPLOAD_LASTS_MAX)).filter(now::isBefore);
        if (lasts.isPresent()) {
            return new Look.Wait(lasts.get());
        }
        var late = files(ws, entry.contact()) + traces.files().withdraw(ws, entry.contact(), now).items();
        if (traces.files().areHeld(ws, entry.contact(), entry.at(), now)) {
            return new Look.Wait(now.plus(Limits.ERASURE_LOOKS_AGAIN));
        }
        var erasing = traces.own().erasing(ws, assignment.job().id(), entry.contact());
        if (traces.files().areThere(ws, entry.contact())
                || traces.remains().isThere(ws, entry.contact(), erasing.marks())) {
            return new Look.Left();
        }
        log.prove(ws, entry, receipts.of(entry.id(), erasing.items(), erasing.objects() + late, clock.instant()));
        return new Look.Proven();
    }

    /// Files that were put after the others had been deleted, as long as their URLs were good.
    private long files(WorkspaceId ws, ContactId contact) {
        var deleted = 0L;
        for (var more = true; more;) {
            var cleared = traces.files().clear(ws, contact);
            deleted += cleared.items();
            more = cleared.more();
        }
        return deleted;
    }
}
