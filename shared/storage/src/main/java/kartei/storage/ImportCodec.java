package kartei.storage;

import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.export.Import;
import kartei.domain.job.JobId;

/// `IMPORT`, beside its job: a file that is to be read back.
final class ImportCodec implements ItemCodec<Import> {
    static final String STARTED_AT = "startedAt";

    @Override
    public Item encode(WorkspaceId ws, Import imported) {
        var item = Item.at(Keys.imported(ws, imported.id()))
                .text("id", imported.id().value())
                .time("createdAt", imported.createdAt())
                .number("rejected", imported.rejected())
                .texts("parts", imported.parts())
                .text("fault", imported.fault())
                .number(Fields.TTL, imported.createdAt().plus(Limits.JOB_KEPT.multipliedBy(2)).getEpochSecond());
        imported.file()
                .ifPresent(file -> item.number("bytes", file.bytes())
                        .text("tag", file.tag())
                        .time(STARTED_AT, file.startedAt()));
        imported.rejects().ifPresent(rejects -> item.text("object", rejects.object()).time("endedAt", rejects.at()));
        return item;
    }

    @Override
    public Import decode(Item item) {
        return new Import(JobId.of(item.text("id")).orElseThrow(() -> new IllegalStateException("is of no known kind")),
                item.time("createdAt"), file(item), item.number("rejected"), item.texts("parts"),
                item.findText("fault"),
                item.findTime("endedAt").map(at -> new Import.Rejects(item.text("object"), at)));
    }

    private static Optional<Import.File> file(Item item) {
        return item.findTime(STARTED_AT).map(at -> new Import.File(item.number("bytes"), item.text("tag"), at));
    }
}
