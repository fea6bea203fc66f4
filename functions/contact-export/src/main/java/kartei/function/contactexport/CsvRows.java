package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.QuoteStrategies;

import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;

/// The rows of a CSV file (RFC 4180): UTF-8 with BOM, a header row, and no cell that a spreadsheet would run.
final class CsvRows implements RowFormat, Row {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Cells cells;
    private final Utf8Text text = new Utf8Text();
    private final CsvWriter csv;
    private final byte[] head;
    private final String[] row;
    private int column;

    CsvRows(ExportPlan plan, Cells cells) {
        this.cells = cells;
        this.row = new String[plan.columns().size()];
        this.csv = writer(row.length, text);
        text.write(BYTE_ORDER_MARK);
        csv.writeRecord(plan.columns().stream().map(Column::columnName).map(Formulas::defused).toList());
        this.head = text.drain();
    }

    /// Of rows with this many cells. One cell with nothing in it would be an empty line, which readers skip.
    static CsvWriter writer(int cells, Utf8Text text) {
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
        row[column++] = Formulas.defused(text);
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
