package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Export;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;

/// What an erasure means for report files: those that hold the contact are withdrawn. Whom a file holds is found by what was
/// written down when it was made: of each, one query for the parts of the contact's shard, and at most one object.
///
/// Exports that are still being made are not touched: their own end leaves the contact out, and clears away what was written of
/// it before ([#holds]).
public final class Withdrawals {
    private final Table table;
    private final Erased erased;
    private final Exports exports;
    private final Reports reports;
    private final JobCodec jobs = new JobCodec();

    public Withdrawals(Table table, Reports reports) {
        this.table = table;
        this.erased = new Erased(table);
        this.exports = new Exports(table);
        this.reports = reports;
    }

    /// Withdraws every file that holds the contact, which is unknown already, and deletes at once all that lies with it; how many
    /// objects were deleted. `ids` are those of the jobs that clear up what somebody may still be putting there. May be done
    /// again at any point.
    public int withdraw(WorkspaceId ws, ContactId contact, Supplier<String> ids, Instant now) {
        var deleted = 0;
        for (var file : holding(ws, contact, exportJobs(ws))) {
            exports.find(ws, file.id())
                    .ifPresent(export -> exports.remove(ws, export, Export.Why.WITHDRAWN, ids.get(), now));
            deleted += reports.clearRows(ws, file.id()) + reports.clearFiles(ws, file.id(), _ -> false);
        }
        return deleted;
    }

    /// Whether the file of the export, which is ready, holds somebody who was erased so lately that it may not be withdrawn yet.
    ///
    /// @throws Rejected `busy` when too many were for somebody to wait for the answer
    public boolean holdsErased(WorkspaceId ws, Export export) {
        var lately = erased.lately(ws).contacts();
        if (lately.size() > Limits.ERASED_LOOKED_FOR_MAX) {
            throw Rejected.busy();
        }
        var file = export.made().map(made -> new Made(export.id(), export.plan().contact(), made.object(), made.at()));
        return lately.stream().anyMatch(contact -> holds(ws, file.orElseThrow(), contact));
    }

    /// How many files that can be downloaded hold one of the contacts, or several.
    public long howMany(WorkspaceId ws, List<ContactId> contacts, Instant now) {
        var exports = exportJobs(ws);
        return contacts.stream()
                .flatMap(contact -> holding(ws, contact, exports).stream())
                .filter(file -> file.isKept(now))
                .map(Made::id)
                .distinct()
                .count();
    }

    /// Whether rows of the contact may lie in the bucket, of an export in whatever state. `unknown` is a time at which the contact
    /// was unknown already, so that no export that began afterwards has read it.
    ///
    /// Of an export that began before it counts as yes that it is being made, and that somebody has yet to clear up after it:
    /// until then a slice that is thought dead may put rows down that nothing names.
    public boolean holds(WorkspaceId ws, ContactId contact, Instant unknown) {
        var latest = unknown.plus(Limits.ID_SKEW).toEpochMilli();
        var earlier = exportJobs(ws).stream().filter(job -> Ulids.millis(job.id().ulid()) <= latest).toList();
        if (earlier.stream().anyMatch(job -> job.isActive() && job.segments().isPresent())
                || !holding(ws, contact, earlier).isEmpty()) {
            return true;
        }
        // Read last: what ended or was taken away until here has its clearing in it.
        var uncleared = jobs(ws, Keys.CLEARINGS_OF_EXPORTS).stream()
                .filter(Job::isActive)
                .map(Exports::exportOf)
                .collect(Collectors.toSet());
        return earlier.stream().anyMatch(job -> uncleared.contains(job.id()));
    }

    /// A file that was made and not taken away, and the one contact that it is of, where it is of one.
    private record Made(JobId id, Optional<ContactId> single, String object, Instant at) {
        private static final List<List<String>> FIELDS = Stream.of("id", "contact", "object", "madeAt", "goneAt")
                .map(List::of)
                .toList();

        private static Optional<Made> of(Item item) {
            return item.findTime("goneAt").isPresent() ? Optional.empty()
                    : item.findTime("madeAt")
                            .map(at -> new Made(JobId.of(item.text("id")).orElseThrow(),
                                    item.findText("contact").map(ContactId::new), item.text("object"), at));
        }

        private boolean isKept(Instant now) {
            return now.isBefore(at.plus(Limits.EXPORT_KEPT));
        }
    }

    /// Those of these exports whose files hold the contact.
    private List<Made> holding(WorkspaceId ws, ContactId contact, List<Job> jobs) {
        var ready = jobs.stream().filter(job -> job.state() == JobState.READY).toList();
        var items = table.getAll(ready.stream().map(job -> Keys.export(ws, job.id())).toList(), Made.FIELDS);
        var files = items.values().stream().flatMap(item -> Made.of(item).stream()).toList();
        var holding = new ArrayList<Made>();
        for (int from = 0; from < files.size(); from += Limits.ERASED_SIDE_BY_SIDE) {
            var some = files.subList(from, Math.min(files.size(), from + Limits.ERASED_SIDE_BY_SIDE));
            var hold = Together
                    .all(some.stream().<Supplier<Boolean>>map(file -> () -> holds(ws, file, contact)).toList());
            IntStream.range(0, some.size()).filter(hold::get).mapToObj(some::get).forEach(holding::add);
        }
        return holding;
    }

    private boolean holds(WorkspaceId ws, Made file, ContactId contact) {
        if (file.single().filter(only -> !only.equals(contact)).isPresent()) {
            return false;
        }
        var segment = file.single().isPresent() ? 0 : Keys.directoryShardOf(contact);
        return exports.parts(ws, file.id(), segment)
                .stream()
                .filter(part -> part.mayHold(contact))
                .anyMatch(part -> names(file, part, contact));
    }

    /// Whether the part names the contact. Its names may be gone before its file: then the file counts as one that does.
    private boolean names(Made file, ExportPart part, ContactId contact) {
        return reports.find(part.ids())
                .map(names -> PartContents.of(names).has(contact))
                .orElseGet(() -> reports.size(file.object()).isPresent());
    }

    private List<Job> exportJobs(WorkspaceId ws) {
        return jobs(ws, Keys.EXPORTS);
    }

    private List<Job> jobs(WorkspaceId ws, String prefix) {
        var all = new ArrayList<Job>();
        Range range = new Range.Prefix(prefix);
        for (var more = true; more;) {
            var piece = table.piece(Keys.jobs(ws), range, false, Limits.QUERY_PAGE_ITEMS_MAX);
            piece.items().stream().map(jobs::read).forEach(all::add);
            more = piece.more();
            if (more) {
                range = new Range.Between(prefix, Keys.beforeLast(piece.items().getLast().key().sk()));
            }
        }
        return all;
    }
}
