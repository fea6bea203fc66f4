package kartei.function.contactexport;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

import kartei.domain.export.Export;
import kartei.domain.export.ExportPlan;

/// What the files of exports are called.
final class Names {
    /// What describes the file, beside it.
    static final String SCHEMA = "schema.json";
    /// ISO 8601, basic format: it stands in names of files and objects.
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Names() {}

    /// `contact-attributes_<from>_<to>_<id>.csv`, without what is open.
    static String of(Export export) {
        var plan = export.plan();
        var period = plan.from().map(Names::text).orElse("") + plan.to().map(Names::text).orElse("");
        return "contact-attributes" + period + "_" + export.id().ulid() + "." + plan.format().word()
                + (plan.gzip() ? ".gz" : "");
    }

    private static String text(Instant time) {
        return "_" + TIME.format(time);
    }

    static String contentType(ExportPlan plan) {
        return plan.gzip() ? "application/gzip" : plan.format().contentType();
    }
}
