package kartei.function.contactexport;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.export.Bundle;
import kartei.storage.Bundles;
import kartei.storage.ExportTurns;

/// Makes an access bundle: slices walk over what is held on the person, one after the other, so that each knows where in the ZIP it
/// begins; the end puts what they wrote together.
record MakeBundle(Bundles bundles, ExportTurns turns, WriteBundle write, FinishBundle finish, InstantSource clock)
        implements
            Work {

    @Override
    public Optional<Instant> waits(Assignment assignment) {
        return turns.waits(assignment.workspace(), assignment.job().id(), clock.instant());
    }

    @Override
    public Cut cut(Assignment assignment) {
        return new Cut(List.of(BundlePlace.START.cursor()), bundle(assignment).contacts().size());
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        return write.slice(assignment, bundle(assignment), BundlePlace.of(cursor));
    }

    @Override
    public Finish finish(Assignment assignment) {
        return finish.finish(assignment, bundle(assignment));
    }

    private Bundle bundle(Assignment assignment) {
        return bundles.find(assignment.workspace(), assignment.job().id())
                .orElseThrow(() -> new IllegalStateException("the job has no bundle"));
    }
}
