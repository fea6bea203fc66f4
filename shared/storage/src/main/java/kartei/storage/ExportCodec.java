package kartei.storage;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Column;
import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;
import kartei.domain.job.JobId;

/// `EXPORT`, beside its job: a report that somebody asked for. A column of values is stored as `<definition> <key>`.
final class ExportCodec implements ItemCodec<Export> {
    private static final String SEPARATOR = " ";

    @Override
    public Item encode(WorkspaceId ws, Export export) {
        var item = plan(Item.at(Keys.export(ws, export.id())).text("id", export.id().value()), export.plan())
                .text("schedule", export.schedule())
                .time("createdAt", export.createdAt())
                .number(Fields.TTL, export.createdAt().plus(Limits.JOB_KEPT.multipliedBy(2)).getEpochSecond());
        export.made()
                .ifPresent(file -> item.text("object", file.object())
                        .number("rows", file.rows())
                        .number("bytes", file.bytes())
                        .text("sha256", file.sha256())
                        .time("madeAt", file.at()));
        export.gone().ifPresent(gone -> item.time("goneAt", gone.at()).text("goneWhy", gone.why().name()));
        return item;
    }

    @Override
    public Export decode(Item item) {
        return new Export(JobId.of(item.text("id")).orElseThrow(() -> new IllegalStateException("is of no known kind")),
                plan(item), item.findText("schedule"), item.time("createdAt"), made(item),
                item.findTime("goneAt").map(at -> new Export.Gone(at, Export.Why.valueOf(item.text("goneWhy")))));
    }

    static Item plan(Item item, ExportPlan plan) {
        return item.text("format", plan.format().name())
                .text("layout", plan.layout().name())
                .text("zone", plan.zone().getId())
                .time("from", plan.from())
                .time("to", plan.to())
                .texts("channels", plan.channels().stream().sorted().toList())
                .texts("columns", plan.columns().stream().map(ExportCodec::text).toList())
                .texts("attributes", plan.attributes().stream().map(ExportCodec::text).toList())
                .text("contact", plan.contact().map(ContactId::value))
                .flag("gzip", plan.gzip());
    }

    static ExportPlan plan(Item item) {
        return new ExportPlan(ExportFormat.valueOf(item.text("format")), Layout.valueOf(item.text("layout")),
                ZoneId.of(item.text("zone")), item.findTime("from"), item.findTime("to"),
                Set.copyOf(item.texts("channels")), item.texts("columns").stream().map(ExportCodec::column).toList(),
                item.texts("attributes").stream().map(ExportCodec::values).toList(),
                item.findText("contact").map(ContactId::new), item.flag("gzip"));
    }

    private static Optional<Export.Made> made(Item item) {
        return item.findTime("madeAt")
                .map(at -> new Export.Made(item.text("object"), item.number("rows"), item.number("bytes"),
                        item.text("sha256"), at));
    }

    private static String text(Column column) {
        return switch (column) {
            case Column.Fixed fixed -> fixed.name();
            case Column.Values(var definition, var key) -> definition + SEPARATOR + key;
        };
    }

    private static Column column(String text) {
        return text.contains(SEPARATOR) ? values(text) : Column.Fixed.valueOf(text);
    }

    private static Column.Values values(String text) {
        var parts = List.of(text.split(SEPARATOR, 2));
        return new Column.Values(parts.getFirst(), parts.getLast());
    }
}
