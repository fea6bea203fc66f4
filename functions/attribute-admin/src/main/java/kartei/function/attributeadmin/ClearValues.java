package kartei.function.attributeadmin;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.storage.Clearings;

/// Clears the values of what was deleted: each shard of the directory of contacts is a segment, a piece of it a slice, and
/// the cursor the last contact seen, behind the shard's number.
record ClearValues(Clearings clearings, InstantSource clock) implements Work {
    private static final Logger LOG = LoggerFactory.getLogger(ClearValues.class);

    private static final String WALK = "walk";
    private static final String SEPARATOR = "/";
    /// How long an index may be behind the table, and again that long after each walk that did not find all.
    private static final Duration INDEX_LAG = Duration.ofSeconds(1);

    @Override
    public Cut cut(Assignment assignment) {
        return clearings.find(assignment.workspace(), assignment.job())
                .map(clearing -> cut(clearings.left(assignment.workspace(), clearing)))
                .orElseGet(() -> cut(0));
    }

    private static Cut cut(long left) {
        var shards = left == 0 ? 0 : Limits.DIRECTORY_SHARDS;
        return new Cut(IntStream.range(0, shards).mapToObj(shard -> shard + SEPARATOR).toList(), left);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var ws = assignment.workspace();
        return clearings.find(ws, assignment.job())
                .filter(clearing -> clearings.left(ws, clearing) > 0)
                .map(clearing -> slice(ws, clearing, cursor.split(SEPARATOR, -1)))
                .orElseGet(() -> Slice.last(0));
    }

    private Slice slice(WorkspaceId ws, Clearing clearing, String[] cursor) {
        var piece = clearings.piece(ws, clearing, Integer.parseInt(cursor[0]), cursor[1]);
        clearings.clear(ws, clearing, piece.contacts());
        var done = piece.contacts().size();
        return piece.next()
                .map(after -> Slice.upTo(cursor[0] + SEPARATOR + after, done))
                .orElseGet(() -> Slice.last(done));
    }

    @Override
    public Finish finish(Assignment assignment) {
        return clearings.find(assignment.workspace(), assignment.job())
                .map(clearing -> finish(assignment, clearing))
                .orElseGet(() -> new Finish.Done(List.of()));
    }

    /// All contacts have been seen. If the counts know of more, the index was behind the table, and the walk begins again.
    private Finish finish(Assignment assignment, Clearing clearing) {
        var left = clearings.left(assignment.workspace(), clearing);
        var walk = walk(assignment.job());
        if (left > 0 && walk < Limits.CLEARING_WALKS_MAX) {
            var about = new HashMap<>(assignment.job().about());
            about.put(WALK, Integer.toString(walk + 1));
            return new Finish.Again(cut(left), about, clock.instant().plus(INDEX_LAG.multipliedBy(walk)));
        }
        if (left > 0) {
            LOG.atError().addKeyValue("definition", clearing.definitionId()).log("counts that no contact accounts for");
        }
        return new Finish.Done(clearings.end(assignment.workspace(), clearing));
    }

    private static int walk(Job job) {
        return Integer.parseInt(job.about().getOrDefault(WALK, "1"));
    }
}
