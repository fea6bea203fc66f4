package kartei.storage;

import java.time.Instant;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;

/// `B#number`: what a slice of an access bundle has put down.
final class BundlePieceCodec {
    static final Set<String> FIELDS = Set.of("number", "object", "files", "fileBytes", "directoryBytes", "dataPacked",
            "dataSize", "dataCrc", "pagePacked", "pageSize", "pageCrc", Fields.TTL);

    Item encode(WorkspaceId ws, JobId bundle, BundlePiece piece) {
        var item = Item.at(Keys.bundlePiece(ws, bundle, piece.number()))
                .number("number", piece.number())
                .text("object", piece.object())
                .number("files", piece.files().count())
                .number("fileBytes", piece.files().bytes())
                .number("directoryBytes", piece.files().directoryBytes())
                .number(Fields.TTL,
                        Instant.ofEpochMilli(Ulids.millis(bundle.ulid())).plus(Limits.JOB_KEPT).getEpochSecond());
        return text(text(item, "data", piece.data()), "page", piece.page());
    }

    private static Item text(Item item, String name, BundlePiece.Text text) {
        return item.number(name + "Packed", text.packed())
                .number(name + "Size", text.size())
                .number(name + "Crc", text.crc());
    }

    BundlePiece decode(Item item) {
        var files = new BundlePiece.Files(item.number("files"), item.number("fileBytes"),
                item.number("directoryBytes"));
        return new BundlePiece(Math.toIntExact(item.number("number")), item.text("object"), files, text(item, "data"),
                text(item, "page"));
    }

    private static BundlePiece.Text text(Item item, String name) {
        return new BundlePiece.Text(item.number(name + "Packed"), item.number(name + "Size"),
                item.number(name + "Crc"));
    }
}
