package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

import de.siegmar.fastcsv.writer.CsvWriter;

import kartei.domain.export.ExportPlan;

/// The rows of a workbook on their way to `XlsxFile`: CSV without a head, in which each cell begins with a letter that says what
/// it is. So the workbook is what was true when its rows were read.
final class XlsxRows implements RowFormat, Row {
    private final Cells cells;
    private final Utf8Text text = new Utf8Text();
    private final CsvWriter csv;
    private final String[] row;
    private int column;

    XlsxRows(ExportPlan plan, Cells cells) {
        this.cells = cells;
        this.row = new String[plan.columns().size()];
        this.csv = CsvRows.writer(row.length, text);
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public int write(Entry entry, OutputStream out) throws IOException {
        int rows = cells.write(entry, this);
        text.drainTo(out);
        return rows;
    }

    @Override
    public void cell(CellType type, String text) {
        row[column++] = text.isEmpty() ? "" : type.letter() + text;
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
