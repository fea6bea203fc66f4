package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Erasure;
import kartei.domain.erasure.ErasureReceipt;
import kartei.domain.job.Job;
import kartei.domain.job.JobState;

/// The deletion log (S50, S51): entries are put once, with the erasure, and receipts once, with its end; how an erasure stands
/// follows from them and from its job.
public final class DeletionLog {
    private static final String CONTACT = "contact";

    private final Table table;
    private final ErasureCodec entries = new ErasureCodec();
    private final ErasureReceiptCodec receipts = new ErasureReceiptCodec();
    private final JobCodec jobs = new JobCodec();

    public DeletionLog(Table table) {
        this.table = table;
    }

    /// An entry as it stands.
    public record Logged(Erasure erasure, Erasure.State state, Optional<ErasureReceipt> receipt) {}

    /// The entry of this id; nothing when there is none, or the text is no id.
    public Optional<Logged> find(WorkspaceId ws, String erasureId) {
        return Optional.of(erasureId)
                .filter(Erasure::isId)
                .flatMap(id -> table.get(Keys.erasure(ws, id)))
                .map(entries::read)
                .map(entry -> stand(ws, List.of(entry)).getFirst());
    }

    /// The entries of a span, newest first, of one medium where that is asked for: then at most 1,000 are looked at.
    public Page<Logged> page(WorkspaceId ws, Span span, Optional<Medium> medium, int limit) {
        var found = new ArrayList<Erasure>();
        var last = Optional.<String>empty();
        var range = span.range();
        if (range.isEmpty()) {
            return Page.last(List.of());
        }
        var piece = table.piece(Keys.erasures(ws), range.get(), false,
                medium.isPresent() ? Limits.LIST_READ_ITEMS_MAX : limit);
        for (var item : piece.items()) {
            var entry = entries.read(item);
            if (medium.filter(wanted -> wanted != entry.medium()).isEmpty()) {
                if (found.size() == limit) {
                    return new Page<>(stand(ws, found), last);
                }
                found.add(entry);
            }
            last = Optional.of(entry.id());
        }
        return new Page<>(stand(ws, found), piece.more() ? last : Optional.empty());
    }

    /// Which entries: those that were made from one time on, before another, and before the entry `before`.
    public record Span(Optional<Instant> from, Optional<Instant> to, Optional<String> before) {
        /// Nothing when none can be so.
        private Optional<Range> range() {
            var newest = Stream.concat(to.map(Ulids::first).stream(), before.stream()).min(String::compareTo);
            var first = Keys.ERASURE + from.map(Ulids::first).orElse("");
            var last = newest.map(id -> Keys.beforeLast(Keys.ERASURE + id)).orElse(Keys.ERASURE + Character.MAX_VALUE);
            return first.compareTo(last) > 0 ? Optional.empty() : Optional.of(new Range.Between(first, last));
        }
    }

    /// The contacts of all entries that were named from this time on. Entries of a large erasure may be written long after they
    /// were named: who is asked for everybody asks [Erased] too. Reads nothing else of an entry.
    public Set<ContactId> since(WorkspaceId ws, Instant from) {
        var found = new HashSet<ContactId>();
        var start = Keys.ERASURE + Ulids.first(from);
        for (var more = true; more;) {
            var range = new Range.Between(start, Keys.ERASURE + Character.MAX_VALUE);
            var piece = table.piece(Keys.erasures(ws), range, List.of(CONTACT), Limits.QUERY_PAGE_ITEMS_MAX);
            piece.items().forEach(item -> found.add(new ContactId(item.text(CONTACT))));
            more = piece.more();
            if (more) {
                start = piece.items().getLast().key().sk() + '\0';
            }
        }
        return found;
    }

    private List<Logged> stand(WorkspaceId ws, List<Erasure> logged) {
        var keys = logged.stream()
                .flatMap(entry -> Stream.of(Keys.erasureReceipt(ws, entry.id()), Keys.job(ws, entry.job())))
                .collect(Collectors.toCollection(ArrayList::new));
        var found = table.getAll(keys);
        return logged.stream().map(entry -> {
            var receipt = Optional.ofNullable(found.get(Keys.erasureReceipt(ws, entry.id()))).map(receipts::read);
            var job = Optional.ofNullable(found.get(Keys.job(ws, entry.job()))).map(jobs::read);
            return new Logged(entry, state(receipt, job), receipt);
        }).toList();
    }

    private static Erasure.State state(Optional<ErasureReceipt> receipt, Optional<Job> job) {
        if (receipt.isPresent()) {
            return Erasure.State.ERASED;
        }
        return job.filter(run -> run.state() == JobState.FAILED).isPresent() ? Erasure.State.FAILED
                : Erasure.State.ERASING;
    }

    /// Which of these erasures have their receipts.
    public Set<String> proven(WorkspaceId ws, List<Erasure> erasures) {
        return table.getAll(erasures.stream().map(entry -> Keys.erasureReceipt(ws, entry.id())).toList())
                .values()
                .stream()
                .map(receipts::read)
                .map(ErasureReceipt::erasureId)
                .collect(Collectors.toSet());
    }

    /// Writes the receipt down, and lets the contact go from those who were erased lately. Whoever was first has written it.
    public void prove(WorkspaceId ws, Erasure erasure, ErasureReceipt receipt) {
        try {
            table.write(List.of(Action.put(receipts.encode(ws, receipt), Condition.absent()),
                    Erased.leave(ws, erasure.contact(), receipt.verifiedAt())));
        } catch (ConditionFailed provenAlready) {
            return;
        }
    }
}
