package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;

/// Rows as CSV (RFC 4180), for a file of its own or on their way to a workbook.
final class CsvRows implements RowFormat, Row {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /// How a cell of which there is something to say is written.
    private interface Form {
        String of(CellType type, String text);
    }

    private final Cells cells;
    private final Form form;
    private final Utf8Text text = new Utf8Text();
    private final CsvWriter csv;
    private final byte[] head;
    private final String[] row;
    private int column;

    private CsvRows(Cells cells, int columns, List<String> header, Form form) {
        this.cells = cells;
        this.form = form;
        this.row = new String[columns];
        this.csv = writer(columns, text);
        if (!header.isEmpty()) {
            text.write(BYTE_ORDER_MARK);
            csv.writeRecord(header);
        }
        this.head = text.drain();
    }

    /// UTF-8 with BOM, a header row, and no cell that a spreadsheet would run.
    static CsvRows forFile(ExportPlan plan, Cells cells) {
        var header = plan.columns().stream().map(Column::columnName).map(Formulas::defused).toList();
        return new CsvRows(cells, header.size(), header, (_, text) -> Formulas.defused(text));
    }

    /// For `XlsxFile`: without a head, each cell behind a letter that says what it is. So the workbook is what was true when its
    /// rows were read.
    static CsvRows forWorkbook(ExportPlan plan, Cells cells) {
        return new CsvRows(cells, plan.columns().size(), List.of(),
                (type, text) -> text.isEmpty() ? "" : type.letter() + text);
    }

    /// Of rows with this many cells. One cell with nothing in it would be an empty line, which readers skip.
    private static CsvWriter writer(int cells, Utf8Text text) {
        var quotes = cells == 1 ? QuoteStrategies.EMPTY : QuoteStrategies.REQUIRED;
        return CsvWriter.builder().quoteStrategy(quotes).bufferSize(0).build(text);
    }

    @Override
    public byte[] head() {
        return head.clone();
    }

    @Override
    public int write(Entry entry, OutputStream out) throws IOException {
        int rows = cells.write(entry, this);
        text.drainTo(out);
        return rows;
    }

    @Override
    public void cell(CellType type, String text) {
        row[column++] = form.of(type, text);
    }

    @Override
    public void empty() {
        row[column++] = "";
    }

    @Override
    public void end() {
        csv.writeRecord(row);
        column = 0;
    }
}
