package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import kartei.domain.Actor;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.erasure.Erasure;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;

/// Makes contacts unknown: what says that they are alive goes, together with an entry in the deletion log for each and the job
/// that deletes everything else. From then on nobody reads them, nobody writes to them, and who writes again is somebody new.
///
/// A person whose contacts do not fit into one transaction becomes unknown in several: the first one holds the job with all of
/// them, so that the job itself can finish the list when nobody else does.
public final class Tombstones {
    static final String ENTRY = "entry";
    private static final String CONTACTS = "contacts";
    private static final String ENTRIES = "entries";
    private static final String SEPARATOR = " ";

    private final Table table;
    private final Erased erased;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final ErasureCodec entries = new ErasureCodec();

    public Tombstones(Table table) {
        this.table = table;
        this.erased = new Erased(table);
    }

    /// What is said of an erasure.
    public record Said(String hint, Actor by, Instant at) {
        @Override
        public String toString() {
            return "Said[…]";
        }
    }

    /// The contacts that one job erases, each with the id of its entry in the log; the first one is the one that was named.
    public record Doomed(JobId job, Map<ContactId, String> entries) {
        public Doomed {
            entries = new LinkedHashMap<>(entries);
        }

        /// The id of the erasure: that of the entry of the contact that was named.
        public String erasureId() {
            return entries.values().iterator().next();
        }

        /// What names them all together; nothing when it is one.
        private Optional<String> group() {
            return entries.size() > 1 ? Optional.of(erasureId()) : Optional.empty();
        }

        private Job queued(Instant now) {
            return Job.queued(job,
                    Map.of(CONTACTS, String.join(SEPARATOR, entries.keySet().stream().map(ContactId::value).toList()),
                            ENTRIES, String.join(SEPARATOR, entries.values())),
                    now);
        }
    }

    /// Whom a job erases.
    public static Doomed of(Job job) {
        var ids = job.about(CONTACTS).split(SEPARATOR, -1);
        var names = job.about(ENTRIES).split(SEPARATOR, -1);
        var all = new LinkedHashMap<ContactId, String>();
        IntStream.range(0, ids.length).forEach(i -> all.put(new ContactId(ids[i]), names[i]));
        return new Doomed(job.id(), all);
    }

    /// Makes the first of them unknown, the one that was named among them, and starts the job; `with` is done in the same
    /// transaction. False when something of `with` does not hold.
    ///
    /// @throws Rejected `not-found` when the one that was named is not there, `busy` when others were faster each time or too
    /// many were erased a moment ago
    public boolean begin(WorkspaceId ws, Doomed doomed, Said said, List<Action> with) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var chunk = chunk(ws, List.copyOf(doomed.entries().keySet()));
            var named = doomed.entries().keySet().iterator().next();
            if (chunk.stream().noneMatch(found -> found.id().equals(named))) {
                throw Rejected.notFound();
            }
            var actions = new ArrayList<>(List.of(Jobs.start(ws, doomed.queued(said.at()))));
            actions.addAll(with);
            actions.addAll(actions(ws, doomed, said, chunk));
            try {
                table.write(actions);
                return true;
            } catch (ConditionFailed failed) {
                if (with.stream().anyMatch(failed::of)) {
                    return false;
                }
            }
        }
        throw Rejected.busy();
    }

    /// Makes those unknown that are not yet, `now`; who is gone by another erasure is left to that. The entries that this job has in
    /// the log, in the order of the contacts.
    public List<Erasure> finish(WorkspaceId ws, Doomed doomed, Instant now) {
        for (int attempt = 1; attempt <= Limits.ERASURE_CONTACTS_MAX; attempt++) {
            var written = entries(ws, doomed);
            var first = written.stream().filter(entry -> entry.id().equals(doomed.erasureId())).findFirst();
            var done = written.stream().map(Erasure::contact).toList();
            var left = doomed.entries().keySet().stream().filter(contact -> !done.contains(contact)).toList();
            var chunk = left.isEmpty() ? List.<LiveContact>of() : chunk(ws, left);
            if (chunk.isEmpty()) {
                return written;
            }
            var said = first.map(entry -> new Said(entry.hint(), entry.by(), now)).orElseThrow();
            isWritten(actions(ws, doomed, said, chunk));
        }
        throw Rejected.busy();
    }

    /// Makes a contact unknown that was erased before, and is there again because the table was restored; its entry is put into
    /// the log again where it is not there. False when the contact is not alive.
    public boolean again(WorkspaceId ws, Erasure before, JobId job, Instant now) {
        var doomed = new Doomed(job, Map.of(before.contact(), before.id()));
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var live = chunk(ws, List.of(before.contact()));
            if (live.isEmpty()) {
                return false;
            }
            var activity = live.getFirst().activity();
            var entry = new Erasure(before.id(), before.group(), before.contact(), before.hint(), before.medium(),
                    before.channelId(), before.at(), before.by(), activity.uploadUntil(), job);
            var actions = new ArrayList<>(
                    List.of(Jobs.start(ws, doomed.queued(now)), erased.add(ws, List.of(before.contact()), now)));
            actions.addAll(tombstone(ws, live.getFirst(), entry));
            if (isWritten(actions)) {
                return true;
            }
        }
        throw Rejected.busy();
    }

    /// False when one of them was written since it was read.
    private boolean isWritten(List<Action> actions) {
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed writtenMeanwhile) {
            return false;
        }
    }

    /// The entries that this job has in the log, in the order of the contacts.
    public List<Erasure> entries(WorkspaceId ws, Doomed doomed) {
        var keys = doomed.entries().values().stream().map(id -> Keys.erasure(ws, id)).toList();
        var found = table.getAll(keys);
        return keys.stream().flatMap(key -> Optional.ofNullable(found.get(key)).stream()).map(entries::read).toList();
    }

    /// The next of these that are alive, as many as one transaction holds.
    private List<LiveContact> chunk(WorkspaceId ws, List<ContactId> left) {
        var next = left.subList(0, Math.min(left.size(), Limits.ERASED_AT_ONCE_MAX));
        var found = table
                .getAll(next.stream().flatMap(id -> Stream.of(Keys.contact(ws, id), Keys.activity(ws, id))).toList());
        var chunk = new ArrayList<LiveContact>();
        var bytes = 0;
        for (var id : next) {
            var live = live(ws, id, found);
            bytes += live.map(contact -> contact.contact().valuesBytes()).orElse(0);
            if (live.isPresent() && (chunk.isEmpty() || bytes <= Limits.ERASED_AT_ONCE_BYTES_MAX)) {
                chunk.add(live.get());
            }
        }
        return chunk.isEmpty() && left.size() > next.size() ? chunk(ws, left.subList(next.size(), left.size())) : chunk;
    }

    private Optional<LiveContact> live(WorkspaceId ws, ContactId id, Map<Key, Item> found) {
        return Optional.ofNullable(found.get(Keys.activity(ws, id)))
                .map(activities::read)
                .flatMap(activity -> Optional.ofNullable(found.get(Keys.contact(ws, id)))
                        .map(contacts::read)
                        .map(contact -> new LiveContact(contact, activity)));
    }

    private List<Action> actions(WorkspaceId ws, Doomed doomed, Said said, List<LiveContact> chunk) {
        var actions = new ArrayList<>(List.of(erased.add(ws, chunk.stream().map(LiveContact::id).toList(), said.at())));
        chunk.forEach(live -> actions.addAll(tombstone(ws, live, entry(doomed, said, live))));
        return actions;
    }

    /// It is no longer alive, if nobody was given another upload URL since it was read; no index has it, and who has read it
    /// before sees that it was written.
    private List<Action> tombstone(WorkspaceId ws, LiveContact live, Erasure entry) {
        var until = live.activity()
                .uploadUntil()
                .map(at -> Condition.equal(ActivityCodec.UPLOAD_UNTIL, Times.text(at)))
                .orElseGet(() -> Condition.missing(ActivityCodec.UPLOAD_UNTIL));
        return List.of(Action.delete(Keys.activity(ws, live.id()), Condition.all(ActivityCodec.alive(), until)),
                Change.at(Keys.contact(ws, live.id()))
                        .add(Fields.VERSION, 1)
                        .notIndexed(Index.DIRECTORY)
                        .onlyIf(Condition.present())
                        .action(),
                Action.put(entries.encode(ws, entry), Condition.absent()),
                Action.put(Item.at(Keys.erasedContact(ws, live.id())).text(ENTRY, entry.id())));
    }

    private static String entryOf(Doomed doomed, ContactId contact) {
        return Optional.ofNullable(doomed.entries().get(contact)).orElseThrow();
    }

    private static Erasure entry(Doomed doomed, Said said, LiveContact live) {
        return new Erasure(entryOf(doomed, live.id()), doomed.group(), live.id(), said.hint(), live.contact().medium(),
                live.contact().channelId(), said.at(), said.by(), live.activity().uploadUntil(), doomed.job());
    }
}
