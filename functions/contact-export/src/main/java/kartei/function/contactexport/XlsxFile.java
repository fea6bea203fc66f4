package kartei.function.contactexport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.List;

import org.dhatim.fastexcel.Workbook;

import de.siegmar.fastcsv.reader.CsvReader;

import kartei.domain.Limits;
import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;

/// Makes the workbook of a report of the pieces that `CsvRows` wrote. It holds few rows in memory at a time, however many there
/// are. What does not fit on a sheet goes on on the next.
final class XlsxFile {
    private static final String APPLICATION = "Kartei";
    private static final String VERSION = "1.0";

    private final List<String> header;
    private final int rowsPerSheet;

    XlsxFile(ExportPlan plan) {
        this(plan, Limits.SHEET_ROWS_MAX);
    }

    /// With at most this many rows on a sheet, the header not counted.
    XlsxFile(ExportPlan plan, int rowsPerSheet) {
        this.header = plan.columns().stream().map(Column::columnName).toList();
        this.rowsPerSheet = rowsPerSheet;
    }

    /// Opens each piece after the one before is closed. Leaves `out` open.
    void write(Iterator<InputStream> pieces, OutputStream out) throws IOException {
        var workbook = new Workbook(out, APPLICATION, VERSION);
        var sheets = new XlsxSheets(workbook, header, rowsPerSheet);
        while (pieces.hasNext()) {
            var rows = CsvReader.builder().ofCsvRecord(pieces.next());
            try {
                for (var row : rows) {
                    sheets.row(row.getFields());
                }
            } finally {
                rows.close();
            }
        }
        sheets.finish();
        workbook.finish();
    }
}
