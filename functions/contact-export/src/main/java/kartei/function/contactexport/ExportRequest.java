package kartei.function.contactexport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRulesException;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.contact.ContactId;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;
import kartei.domain.workspace.Workspace;

/// Reads what a report is to hold, with every fault that can be found in it. `isThere` tells whether there is such a contact.
record ExportRequest(Workspace workspace, Predicate<ContactId> isThere) {
    static final String TYPE = "contact-attributes";
    private static final String GZIP = "gzip";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final String NO_ZONE = "must be the name of a time zone such as Europe/Berlin";

    ExportPlan read(Body body) {
        body.requiredText("type");
        body.word("type", word -> Optional.of(word).filter(TYPE::equals), TYPE);
        body.requiredText("format");
        var format = body.word("format", ExportFormat::of, "csv, jsonl, xlsx").orElse(ExportFormat.CSV);
        var layout = body.word("layout", Layout::of, "wide, long").orElse(Layout.WIDE);
        var zone = zone(body);
        var from = time(body, "from", zone);
        var to = time(body, "to", zone);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            body.fault("to", "must be after from");
        }
        var columns = new Columns(workspace, layout).read(body);
        return new ExportPlan(format, layout, zone, from, to, channels(body), columns.all(), columns.attributes(),
                contact(body), compressed(body, format));
    }

    static ZoneId zone(Body body) {
        return body.text("timeZone").map(name -> {
            try {
                return ZoneId.of(name);
            } catch (ZoneRulesException unknown) {
                body.fault("timeZone", NO_ZONE);
            } catch (DateTimeException malformed) {
                body.fault("timeZone", NO_ZONE);
            }
            return UTC;
        }).orElse(UTC);
    }

    /// A point in time, or a day: then its beginning in the report's time zone.
    private static Optional<Instant> time(Body body, String name, ZoneId zone) {
        var day = body.text(name).filter(text -> DAY.matcher(text).matches());
        if (day.isEmpty()) {
            return body.time(name);
        }
        try {
            return day.map(LocalDate::parse).map(date -> date.atStartOfDay(zone).toInstant());
        } catch (DateTimeException impossible) {
            body.fault(name, "must be a time such as 2026-11-22T09:00:00.000Z, or a day such as 2026-11-22");
            return Optional.empty();
        }
    }

    private Set<String> channels(Body body) {
        var channels = body.texts("channels").orElse(List.of());
        if (body.has("channels") && !body.isNull("channels")
                && (channels.isEmpty() || channels.size() > Limits.EXPORT_CHANNELS_MAX)) {
            body.fault("channels", "must be 1 to " + Limits.EXPORT_CHANNELS_MAX + " channels");
        }
        for (int i = 0; i < channels.size(); i++) {
            if (workspace.channel(channels.get(i)).isEmpty()) {
                body.fault("channels/" + i, "is not a channel");
            }
        }
        return new HashSet<>(new LinkedHashSet<>(channels));
    }

    private Optional<ContactId> contact(Body body) {
        return body.text("contactId").flatMap(text -> {
            var contact = ContactId.of(text).filter(isThere);
            if (contact.isEmpty()) {
                body.fault("contactId", "is not a contact");
            }
            return contact;
        });
    }

    private static boolean compressed(Body body, ExportFormat format) {
        var gzip = body.word("compress", word -> Optional.of(word).filter(GZIP::equals), GZIP).isPresent();
        if (gzip && format == ExportFormat.XLSX) {
            body.fault("compress", "is not for xlsx, which is compressed in itself");
        }
        return gzip;
    }
}
