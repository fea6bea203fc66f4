package kartei.storage;

import java.time.Instant;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;

/// `P#segment#number`: what a slice of an export has put down.
final class ExportPartCodec {
    static final Set<String> FIELDS = Set.of("segment", "number", "object", "ids", "rows", "bytes", "firstContact",
            "lastContact", Fields.TTL);

    Item encode(WorkspaceId ws, JobId export, ExportPart part) {
        return Item.at(Keys.exportPart(ws, export, part.segment(), part.number()))
                .number("segment", part.segment())
                .number("number", part.number())
                .text("object", part.object())
                .text("ids", part.ids())
                .number("rows", part.rows())
                .number("bytes", part.bytes())
                .text("firstContact", part.firstContact())
                .text("lastContact", part.lastContact())
                .number(Fields.TTL,
                        Instant.ofEpochMilli(Ulids.millis(export.ulid()))
                                .plus(Limits.JOB_KEPT.multipliedBy(2))
                                .getEpochSecond());
    }

    ExportPart decode(Item item) {
        return new ExportPart(Math.toIntExact(item.number("segment")), Math.toIntExact(item.number("number")),
                item.text("object"), item.text("ids"), item.number("rows"), item.number("bytes"),
                item.text("firstContact"), item.text("lastContact"));
    }
}
