package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Bundle;
import kartei.storage.Bundles;
import kartei.storage.ExportFile;
import kartei.storage.Exports;
import kartei.storage.Reports;

/// The end of an access bundle: puts what the slices wrote together into one ZIP, inside S3 as far as that goes, hashes it, and says
/// that it is ready if all its contacts are still alive. Each step is written down, so that whoever comes next goes on from
/// there.
record FinishBundle(Bundles bundles, Exports exports, Reports reports, Supplier<String> ids, InstantSource clock) {
    private static final String CONTENT_TYPE = "application/zip";

    Work.Finish finish(Assignment assignment, Bundle bundle) {
        var ws = assignment.workspace();
        var now = clock.instant();
        if (!bundles.areAlive(ws, bundle)) {
            return new Work.Finish.Refused("a contact in it was erased",
                    Bundles.withdrawn(ws, bundle.id(), ids.get(), now));
        }
        var parts = Cutting.of(ZipLayout.of(bundle, bundles.pieces(ws, bundle.id())));
        var reason = reason(bundle, parts, now);
        if (reason.isPresent()) {
            return new Work.Finish.Refused(reason.get(), List.of(Bundles.clear(ws, bundle.id(), ids.get(), now)));
        }
        do {
            var file = exports.file(ws, bundle.id());
            if (file.isPresent() && file.get() instanceof ExportFile.Hashed hashed) {
                return ended(ws, bundle, hashed);
            }
            var further = file.map(begun -> further(begun, ws, bundle, parts, assignment.until()))
                    .orElseGet(() -> begin(ws, bundle, parts));
            exports.file(ws, bundle.id(), file, further, clock.instant());
        } while (clock.instant().isBefore(assignment.until()));
        return new Work.Finish.More();
    }

    private static Optional<String> reason(Bundle bundle, List<List<Stretch>> parts, Instant now) {
        if (bundle.isLate(now)) {
            return Optional.of("it could not be made within " + Limits.BUNDLE_MADE_WITHIN.toHours() + " hours");
        }
        return parts.size() > Limits.UPLOAD_PARTS_MAX ? Optional.of("it is larger than one file can be")
                : Optional.empty();
    }

    private ExportFile begin(WorkspaceId ws, Bundle bundle, List<List<Stretch>> parts) {
        var object = Reports.bundled(ws, bundle.id(), ids.get() + ".zip");
        if (parts.size() == 1) {
            reports.put(object, joined(parts.getFirst()), CONTENT_TYPE);
            return FileHash.of(object, bundle.id().ulid());
        }
        return new ExportFile.Uploading(object, bundle.id().ulid(), reports.begin(object, CONTENT_TYPE));
    }

    private ExportFile further(
            ExportFile file,
            WorkspaceId ws,
            Bundle bundle,
            List<List<Stretch>> parts,
            Instant until) {
        return switch (file) {
            case ExportFile.Uploading uploading -> new FillUpload(reports, clock)
                    .goOn(uploading, parts.size(), number -> put(uploading, number, parts.get(number - 1)), until)
                    .orElseGet(() -> begin(ws, bundle, parts));
            case ExportFile.Hashing hashing -> new FileHash(reports, clock).goOn(hashing, until);
            case ExportFile.Hashed hashed -> hashed;
        };
    }

    private String put(ExportFile.Uploading file, int number, List<Stretch> part) {
        if (Cutting.isCopied(part) && part.getFirst() instanceof Stretch.Stored(var object, var from, var bytes)) {
            return reports.copyPart(file.object(), file.upload(), number, object, from, bytes);
        }
        return reports.putPart(file.object(), file.upload(), number, joined(part));
    }

    /// At most 5 MiB, unless all of it is one part that is no larger than what is copied at once.
    private byte[] joined(List<Stretch> part) {
        var joined = new ByteArrayOutputStream();
        for (var stretch : part) {
            joined.writeBytes(switch (stretch) {
                case Stretch.Given given -> given.content();
                case Stretch.Stored(var object, var from, var bytes) ->
                    reports.read(object, from, Math.toIntExact(bytes));
            });
        }
        return joined.toByteArray();
    }

    private Work.Finish ended(WorkspaceId ws, Bundle bundle, ExportFile.Hashed file) {
        var now = clock.instant();
        var made = new Bundle.Made(file.object(), file.bytes(), file.sha256(), now);
        return new Work.Finish.Done(bundles.ready(ws, bundle, made, ids.get(), now));
    }
}
