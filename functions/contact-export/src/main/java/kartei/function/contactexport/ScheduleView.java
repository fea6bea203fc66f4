package kartei.function.contactexport;

import java.util.List;
import java.util.stream.Stream;

import kartei.api.json.Json;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.ExportSchedule;

/// A report that is made again and again, as the API shows it: the report as it was asked for.
final class ScheduleView {
    private ScheduleView() {}

    static Json.Obj of(ExportSchedule schedule) {
        return Json.object()
                .put("id", schedule.id())
                .put("every", schedule.rhythm().every().word())
                .put("at", schedule.rhythm().text())
                .put("timeZone", schedule.rhythm().zone().getId())
                .put("export", report(schedule.plan(), schedule.allColumns()))
                .put("nextAt", schedule.nextAt())
                .putIfPresent("lastExportId", schedule.lastExport());
    }

    private static Json.Obj report(ExportPlan plan, boolean allColumns) {
        var report = Json.object()
                .put("type", ExportRequest.TYPE)
                .put("format", plan.format().word())
                .put("layout", plan.layout().word())
                .put("timeZone", plan.zone().getId());
        if (!plan.channels().isEmpty()) {
            report.put("channels", Json.array(plan.channels().stream().sorted().toList(), Json.Text::new));
        }
        if (!allColumns) {
            report.put("columns", Json.array(columns(plan), Json.Text::new));
        }
        report.putIfPresent("contactId", plan.contact().map(ContactId::value));
        if (plan.gzip()) {
            report.put("compress", "gzip");
        }
        return report;
    }

    private static List<String> columns(ExportPlan plan) {
        return Stream.concat(plan.columns().stream(), plan.attributes().stream())
                .map(Column::columnName)
                .distinct()
                .toList();
    }
}
