package kartei.function.contactexport;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import kartei.domain.export.Column;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Whole reports on the people of `GivenPeople`, and what is to come out of them.
final class Reports {
    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static final List<Column.Values> ATTRIBUTES = Stream
            .of("firstName", "lastName", "email", "phone", "accountId", "x-followers", "D1 tier", "D2 revenue",
                    "D3 birthday", "D4 notes", "GONE gone")
            .map(word -> word.split(" ", -1))
            .map(words -> new Column.Values(words[0], words[words.length - 1]))
            .toList();

    private Reports() {}

    /// With every column there is.
    static ExportPlan plan(ExportFormat format, Layout layout) {
        var columns = new ArrayList<Column>(Column.Fixed.of(layout));
        if (layout == Layout.WIDE) {
            columns.add(Column.Fixed.GROUPS);
            columns.addAll(ATTRIBUTES);
        }
        return plan(format, layout, columns);
    }

    static ExportPlan plan(ExportFormat format, Layout layout, List<? extends Column> columns) {
        var attributes = layout == Layout.LONG ? ATTRIBUTES : ATTRIBUTES.stream().filter(columns::contains).toList();
        return new ExportPlan(format, layout, BERLIN, Optional.empty(), Optional.empty(), Set.of(),
                List.copyOf(columns), attributes, Optional.empty(), false);
    }

    static Column.Values attribute(String key) {
        return ATTRIBUTES.stream().filter(column -> column.key().equals(key)).findFirst().orElseThrow();
    }

    /// The file, made of a piece for each contact.
    static byte[] file(ExportPlan plan, List<Entry> entries) {
        try {
            var format = RowFormat.of(plan, GivenPeople.workspace());
            var out = new ByteArrayOutputStream();
            out.write(format.head());
            for (var entry : entries) {
                format.write(entry, out);
            }
            return plan.format() == ExportFormat.XLSX ? workbook(new XlsxFile(plan), out.toByteArray())
                    : out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] workbook(XlsxFile file, byte[]... pieces) throws IOException {
        var out = new ByteArrayOutputStream();
        file.write(Stream.of(pieces).<InputStream>map(ByteArrayInputStream::new).iterator(), out);
        return out.toByteArray();
    }

    static String text(ExportPlan plan, List<Entry> entries) {
        return new String(file(plan, entries), UTF_8);
    }

    static byte[] golden(String name) throws IOException {
        try (var in = Reports.class.getResourceAsStream(name)) {
            return Optional.ofNullable(in).orElseThrow(() -> new IOException("no " + name)).readAllBytes();
        }
    }
}
