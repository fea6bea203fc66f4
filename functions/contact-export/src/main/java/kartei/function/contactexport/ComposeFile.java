package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import org.bouncycastle.crypto.digests.SHA256Digest;

import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.domain.workspace.Workspace;
import kartei.storage.ExportFile;
import kartei.storage.ExportPart;
import kartei.storage.Reports;

/// Puts the parts of an export together into its file. What S3 has of an upload says how far it is; a workbook, which cannot
/// be put together so, is written in one go.
record ComposeFile(Reports reports, Supplier<String> ids, InstantSource clock) {

    /// The rows, in their order, and of what they are.
    record Source(Workspace workspace, Export export, List<ExportPart> parts) {
        Source {
            parts = List.copyOf(parts);
        }

        /// Tells these parts from all others: an object is never written again.
        String fingerprint() {
            var digest = new SHA256Digest();
            for (var part : parts) {
                var name = (part.object() + "\n").getBytes(StandardCharsets.US_ASCII);
                digest.update(name, 0, name.length);
            }
            var fingerprint = new byte[digest.getDigestSize()];
            digest.doFinal(fingerprint, 0);
            return HexFormat.of().formatHex(fingerprint);
        }

        /// Whether the file is made of these parts.
        boolean isOf(ExportFile file) {
            return file.parts().equals(fingerprint());
        }

        private byte[] head() {
            return Packing.packed(export.plan(), RowFormat.of(export.plan(), workspace).head());
        }
    }

    ExportFile begin(Source source) {
        var plan = source.export().plan();
        var object = Reports.file(source.workspace().id(), source.export().id(),
                ids.get() + "/" + Names.of(source.export()));
        if (plan.format() == ExportFormat.XLSX) {
            workbook(source, object);
            return FileHash.of(object, source.fingerprint());
        }
        var head = source.head();
        var composition = Composition.of(head.length, source.parts());
        if (composition.isSmall()) {
            reports.put(object, bytes(composition.pieces().getFirst(), head), Names.contentType(plan));
            return FileHash.of(object, source.fingerprint());
        }
        return new ExportFile.Uploading(object, source.fingerprint(), reports.begin(object, Names.contentType(plan)));
    }

    private void workbook(Source source, String object) {
        var plan = source.export().plan();
        var streams = source.parts().stream().<InputStream>map(part -> reports.open(part.object(), 0)).iterator();
        try (var out = new UploadStream(reports, object, Names.contentType(plan))) {
            new XlsxFile(plan).write(streams, out);
            out.complete();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// Puts the parts that S3 does not have yet, as many as there is time for.
    ExportFile goOn(Source source, ExportFile.Uploading file, Instant until) {
        var head = source.head();
        var pieces = Composition.of(head.length, source.parts()).pieces();
        return new FillUpload(reports, clock)
                .goOn(file, pieces.size(), number -> put(file, number, pieces.get(number - 1), head), until)
                .orElseGet(() -> begin(source));
    }

    private String put(ExportFile.Uploading file, int number, Composition.Piece piece, byte[] head) {
        return switch (piece) {
            case Composition.Piece.Copied(var object) -> reports.copyPart(file.object(), file.upload(), number, object);
            case Composition.Piece.Joined _ ->
                reports.putPart(file.object(), file.upload(), number, bytes(piece, head));
        };
    }

    private byte[] bytes(Composition.Piece piece, byte[] head) {
        var joined = new ByteArrayOutputStream();
        switch (piece) {
            case Composition.Piece.Copied(var object) -> joined.writeBytes(reports.read(object));
            case Composition.Piece.Joined(var withHead, var objects) -> {
                joined.writeBytes(withHead ? head : new byte[0]);
                objects.forEach(object -> joined.writeBytes(reports.read(object)));
            }
        }
        return joined.toByteArray();
    }
}
