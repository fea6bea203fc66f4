package kartei.function.contactedit;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.contact.Contact;
import kartei.domain.job.Job;
import kartei.domain.link.Groups;
import kartei.storage.Directory;
import kartei.storage.Tallies;

/// Walks over all contacts, segment by segment, and counts afterwards how many have which value.
record LinkWalk(Directory directory, Tallies tallies, InstantSource clock) {
    private static final String PHASE = "phase";
    private static final String COUNTING = "count";

    /// A walk over all contacts, of which there are about so many.
    Work.Cut cut(Assignment assignment) {
        return new Work.Cut(WalkPlace.walks(), directory.about(assignment.workspace()));
    }

    /// A slice that counts: `each` says what it found among these contacts.
    Work.Slice tally(Assignment assignment, WalkPlace.Walking from, Function<List<Contact>, Tallies.Found> each) {
        var pieces = new ArrayList<Tallies.Found>();
        var visited = visit(assignment, from, contacts -> pieces.add(each.apply(contacts)));
        var found = pieces.stream().reduce(Tallies.Found.NOTHING, Tallies.Found::plus);
        var place = new Tallies.Place(assignment.job().id(), from.shard(), from.after(),
                clock.instant().plus(Limits.JOB_KEPT));
        return new Work.Slice(visited.next(), visited.done(), tallies.put(assignment.workspace(), place, found));
    }

    /// Shows the contacts behind `from` to `each`, piece by piece, as many as a slice takes.
    Work.Slice visit(Assignment assignment, WalkPlace.Walking from, Consumer<List<Contact>> each) {
        var after = Optional.of(from.after());
        var seen = 0;
        do {
            var piece = directory.piece(assignment.workspace(), from.shard(), after.get(),
                    Limits.DIRECTORY_PAGE_ITEMS_MAX);
            each.accept(piece.contacts());
            seen += piece.contacts().size();
            after = piece.next();
        } while (after.isPresent() && seen < Limits.LINK_SLICE_CONTACTS_MAX
                && clock.instant().isBefore(assignment.until()));
        return new Work.Slice(after.map(entry -> new WalkPlace.Walking(from.shard(), entry).cursor()), seen, List.of());
    }

    /// Counts some buckets, as many as one read holds; `seen` is shown how many contacts have which hashed value.
    Work.Slice count(Assignment assignment, WalkPlace.Counting at, Consumer<Map<String, Integer>> seen) {
        var ws = assignment.workspace();
        var job = assignment.job().id();
        var counted = tallies.count(ws, job, at.bucket(), at.end());
        seen.accept(counted.byValue());
        var next = counted.next() < at.end() ? Optional.of(new WalkPlace.Counting(counted.next(), at.end()).cursor())
                : Optional.<String>empty();
        return new Work.Slice(next, 0, tallies.put(ws, job, at.end() / WalkPlace.BUCKETS_OF_A_SEGMENT - 1,
                Groups.of(counted.byValue().values())));
    }

    /// Whether all contacts have been seen and the values counted.
    static boolean hasCounted(Job job) {
        return COUNTING.equals(job.about().get(PHASE));
    }

    /// All contacts have been seen: the values are counted next.
    Work.Finish thenCount(Job job) {
        var about = new HashMap<>(job.about());
        about.put(PHASE, COUNTING);
        return new Work.Finish.Again(new Work.Cut(WalkPlace.counts(), job.progress().ofAbout()), about,
                clock.instant());
    }

    /// Takes away what was put down beside the job; false when the time is over before all of it is gone.
    boolean forget(Assignment assignment) {
        while (tallies.forget(assignment.workspace(), assignment.job().id())) {
            if (!clock.instant().isBefore(assignment.until())) {
                return false;
            }
        }
        return true;
    }
}
