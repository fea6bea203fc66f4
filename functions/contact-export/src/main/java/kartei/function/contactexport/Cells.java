package kartei.function.contactexport;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import kartei.domain.contact.Contact;
import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;
import kartei.domain.workspace.Workspace;

/// What stands in the rows of a report, whatever its format (S45). Wide: a row for each contact. Long: a row for each value that
/// counts, in the order of the attributes; VIP where it is one of these and the contact is VIP (S36), said by no source.
final class Cells {
    /// What a column holds of a contact.
    private interface OfContact {
        void put(Entry entry, Row row);
    }

    private final Layout layout;
    private final Workspace workspace;
    private final Times times;
    private final List<ReportedAttribute> attributes;
    private final List<Column> columns;
    /// What each column holds.
    private final List<OfContact> parts;

    Cells(ExportPlan plan, Workspace workspace) {
        this(plan, plan.columns(), workspace);
    }

    /// Of some of the report's columns.
    Cells(ExportPlan plan, List<Column> columns, Workspace workspace) {
        this.layout = plan.layout();
        this.workspace = workspace;
        this.times = new Times(plan.zone());
        this.attributes = plan.attributes().stream().map(this::attribute).toList();
        this.columns = List.copyOf(columns);
        this.parts = columns.stream().map(this::ofContact).toList();
    }

    private ReportedAttribute attribute(Column.Values column) {
        return new ReportedAttribute(column, workspace.attributes());
    }

    /// How many rows it was.
    int write(Entry entry, Row row) {
        return switch (layout) {
            case WIDE -> wide(entry, row);
            case LONG -> inLong(entry, row);
        };
    }

    private int wide(Entry entry, Row row) {
        for (int at = 0; at < parts.size(); at++) {
            parts.get(at).put(entry, row);
        }
        row.end();
        return 1;
    }

    private int inLong(Entry entry, Row row) {
        var contact = entry.contact().contact();
        int rows = 0;
        for (var attribute : attributes) {
            var said = attribute.said(contact);
            if (attribute.isVip() && contact.vip()) {
                ofVip(attribute, entry, row);
                rows++;
            } else if (said.isPresent()) {
                ofValue(attribute, said.get(), entry, row);
                rows++;
            }
        }
        return rows;
    }

    private void ofValue(ReportedAttribute attribute, ReportedAttribute.Said said, Entry entry, Row row) {
        for (int at = 0; at < columns.size(); at++) {
            switch (columns.get(at)) {
                case Column.Fixed.ATTRIBUTE -> row.cell(CellType.TEXT, attribute.key());
                case Column.Fixed.VALUE -> row.cell(attribute.type(), attribute.text(said.value()));
                case Column.Fixed.SOURCE -> row.cell(CellType.TEXT, said.source().word());
                case Column.Fixed.UPDATED_AT -> row.cell(CellType.TIME, times.text(said.value().at()));
                case Column _ -> parts.get(at).put(entry, row);
            }
        }
        row.end();
    }

    private void ofVip(ReportedAttribute attribute, Entry entry, Row row) {
        for (int at = 0; at < columns.size(); at++) {
            switch (columns.get(at)) {
                case Column.Fixed.ATTRIBUTE -> row.cell(CellType.TEXT, attribute.key());
                case Column.Fixed.VALUE -> row.cell(CellType.TEXT, Boolean.toString(true));
                case Column _ -> parts.get(at).put(entry, row);
            }
        }
        row.end();
    }

    private OfContact ofContact(Column column) {
        return switch (column) {
            case Column.Values values -> value(attribute(values));
            case Column.Fixed fixed -> ofContact(fixed);
        };
    }

    private static OfContact value(ReportedAttribute attribute) {
        return (entry, row) -> {
            var contact = entry.contact().contact();
            var said = attribute.said(contact);
            if (attribute.isVip()) {
                row.cell(CellType.FLAG, Boolean.toString(contact.vip()));
            } else if (said.isPresent()) {
                row.cell(attribute.type(), attribute.text(said.get().value()));
            } else {
                row.empty();
            }
        };
    }

    /// What is said of a value, and not of the contact, is empty.
    private OfContact ofContact(Column.Fixed column) {
        return switch (column) {
            case CONTACT_ID -> text(contact -> contact.id().value());
            case PERSON_ID -> (entry, row) -> row.cell(CellType.TEXT, entry.person().value());
            case MEDIUM -> text(contact -> contact.medium().word());
            case CHANNEL -> text(Contact::channelId);
            case DISPLAY_NAME -> optional(contact -> contact.profile().displayName());
            case HANDLE -> optional(contact -> contact.profile().handle());
            case VIP -> (entry, row) -> row.cell(CellType.FLAG, Boolean.toString(entry.contact().contact().vip()));
            case CREATED_AT ->
                (entry, row) -> row.cell(CellType.TIME, times.text(entry.contact().contact().createdAt()));
            case LAST_MESSAGE_AT ->
                (entry, row) -> row.cell(CellType.TIME, times.text(entry.contact().activity().lastMessageAt()));
            case GROUPS -> (entry, row) -> row.cell(CellType.LIST,
                    String.join(";", workspace.groupsThatCount(entry.contact().contact())));
            case ATTRIBUTE, VALUE, SOURCE, UPDATED_AT -> (_, row) -> row.empty();
        };
    }

    private static OfContact text(Function<Contact, String> of) {
        return (entry, row) -> row.cell(CellType.TEXT, of.apply(entry.contact().contact()));
    }

    private static OfContact optional(Function<Contact, Optional<String>> of) {
        return (entry, row) -> of.apply(entry.contact().contact())
                .ifPresentOrElse(text -> row.cell(CellType.TEXT, text), row::empty);
    }
}
