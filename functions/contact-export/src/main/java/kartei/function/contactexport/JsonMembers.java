package kartei.function.contactexport;

import java.util.List;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;
import kartei.domain.export.Column;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The cells of a row as the members of an object, each under the name of its column.
final class JsonMembers implements Row {
    private final JsonText out;
    private final String[] names;
    private int column;

    JsonMembers(List<? extends Column> columns, JsonText out) {
        this.out = out;
        this.names = columns.stream().map(Column::columnName).map(JsonMembers::quoted).toArray(String[]::new);
    }

    private static String quoted(String name) {
        return new String(JsonWriter.write(new Json.Text(name)), UTF_8);
    }

    @Override
    public void cell(CellType type, String text) {
        out.name(names[column++]);
        switch (type) {
            case FLAG -> out.raw(text);
            case LIST -> list(text);
            case TEXT, NUMBER, DATE, TIME -> out.string(text);
        }
    }

    private void list(String words) {
        out.open('[');
        if (!words.isEmpty()) {
            for (var word : words.split(";", -1)) {
                out.element(word);
            }
        }
        out.close(']');
    }

    @Override
    public void empty() {
        out.name(names[column++]).raw("null");
    }

    @Override
    public void end() {
        column = 0;
    }
}
