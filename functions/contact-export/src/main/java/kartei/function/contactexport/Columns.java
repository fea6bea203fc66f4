package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.export.Column;
import kartei.domain.export.Layout;
import kartei.domain.workspace.Workspace;

/// Reads which columns a report has (api.md, Export columns): in a wide one those that are named, in the order in which they
/// are; in a long one the columns that are named and the values of the attributes that are. What is not named at all is whole.
record Columns(Workspace workspace, Layout layout) {

    /// The columns of the file, and the attributes whose values are in it.
    record Chosen(List<Column> all, List<Column.Values> attributes) {
        Chosen {
            all = List.copyOf(all);
            attributes = List.copyOf(attributes);
        }
    }

    Chosen read(Body body) {
        var names = body.texts("columns");
        if (names.isEmpty()) {
            return all();
        }
        if (names.get().isEmpty() || names.get().size() > Limits.EXPORT_COLUMNS_MAX) {
            body.fault("columns", "must be 1 to " + Limits.EXPORT_COLUMNS_MAX + " columns");
        }
        return chosen(body, names.get());
    }

    /// Those of a report for which none are named.
    Chosen all() {
        return layout == Layout.WIDE ? wide(Stream.concat(fixed().stream(), values().stream()).toList())
                : new Chosen(List.copyOf(fixed()), values());
    }

    private Chosen chosen(Body body, List<String> names) {
        var columns = new ArrayList<Column>();
        var seen = new HashSet<String>();
        for (int i = 0; i < names.size(); i++) {
            var column = column(names.get(i));
            if (column.isEmpty()) {
                body.fault("columns/" + i, "is not a column");
            } else if (!seen.add(names.get(i))) {
                body.fault("columns/" + i, "is named twice");
            }
            column.ifPresent(columns::add);
        }
        return layout == Layout.WIDE ? wide(columns) : tall(columns);
    }

    private Optional<Column> column(String name) {
        return Column.Fixed.named(name, layout)
                .filter(this::isOn)
                .<Column>map(fixed -> fixed)
                .or(() -> values().stream().filter(values -> values.key().equals(name)).findFirst());
    }

    private static Chosen wide(List<Column> columns) {
        return new Chosen(columns, valuesOf(columns));
    }

    private Chosen tall(List<Column> columns) {
        var fixed = columns.stream().filter(Column.Fixed.class::isInstance).toList();
        var attributes = valuesOf(columns);
        return new Chosen(fixed.isEmpty() ? List.copyOf(fixed()) : fixed, attributes.isEmpty() ? values() : attributes);
    }

    private static List<Column.Values> valuesOf(List<Column> columns) {
        return columns.stream().filter(Column.Values.class::isInstance).map(Column.Values.class::cast).toList();
    }

    private List<Column.Fixed> fixed() {
        return Column.Fixed.of(layout).stream().filter(this::isOn).toList();
    }

    /// VIP is in a report only while it is on (S42).
    private boolean isOn(Column.Fixed column) {
        return column != Column.Fixed.VIP || workspace.vipOn();
    }

    private List<Column.Values> values() {
        return workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> definition.isVip() ? layout == Layout.LONG && workspace.vipOn()
                        : definition.enabled())
                .map(Columns::values)
                .toList();
    }

    private static Column.Values values(AttributeDefinition definition) {
        return new Column.Values(definition.id(), definition.key().value());
    }
}
