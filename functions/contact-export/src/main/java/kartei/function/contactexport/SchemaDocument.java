package kartei.function.contactexport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kartei.api.json.Json;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.export.Column;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;
import kartei.domain.workspace.Workspace;

/// What is said of a report in the file beside it, `schema.json`: what its columns are, and by what it can be checked (S45).
final class SchemaDocument {
    private final ExportPlan plan;
    private final Workspace workspace;

    SchemaDocument(ExportPlan plan, Workspace workspace) {
        this.plan = plan;
        this.workspace = workspace;
    }

    /// `bytes` and `sha256` (in hex) are of the file as it is downloaded.
    Json.Obj of(long rows, long bytes, String sha256, Instant createdAt) {
        return Json.object()
                .put("type", "contact-attributes")
                .put("format", plan.format().word())
                .put("layout", plan.layout().word())
                .put("timeZone", plan.zone().getId())
                .put("rows", rows)
                .put("bytes", bytes)
                .put("sha256", sha256)
                .put("createdAt", createdAt)
                .put("columns", columns());
    }

    private List<Json.Obj> columns() {
        var columns = new ArrayList<Json.Obj>();
        plan.columns().forEach(column -> columns.add(column(column)));
        if (plan.format() == ExportFormat.JSONL && plan.layout() == Layout.WIDE) {
            JsonContacts.importNames().forEach(name -> columns.add(column(name, CellType.TEXT)));
        }
        return columns;
    }

    private Json.Obj column(Column column) {
        return switch (column) {
            case Column.Fixed fixed -> column(fixed.columnName(), type(fixed));
            case Column.Values values -> {
                var attribute = new ReportedAttribute(values, workspace.attributes());
                var described = column(values.columnName(), attribute.type());
                attribute.definition().ifPresent(definition -> described.put("attribute", attribute(definition)));
                yield described;
            }
        };
    }

    private static Json.Obj column(String name, CellType type) {
        return Json.object().put("name", name).put("type", type.word());
    }

    private static CellType type(Column.Fixed column) {
        return switch (column) {
            case VIP -> CellType.FLAG;
            case CREATED_AT, LAST_MESSAGE_AT, UPDATED_AT -> CellType.TIME;
            case GROUPS -> CellType.LIST;
            case CONTACT_ID, PERSON_ID, MEDIUM, CHANNEL, DISPLAY_NAME, HANDLE, ATTRIBUTE, VALUE, SOURCE ->
                CellType.TEXT;
        };
    }

    private static Json.Obj attribute(AttributeDefinition definition) {
        var described = Json.object()
                .put("label", definition.label())
                .put("kind", definition.kind().word())
                .put("type", definition.type().word())
                .put("format", definition.format().word());
        if (definition.type() == AttributeType.DROPDOWN) {
            described.put("options", Json.array(definition.options(), option -> new Json.Text(option.label())));
        }
        return described;
    }
}
