package kartei.function.contactexport;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import kartei.domain.attribute.Format;

/// The sheets of a workbook, filled from the first row of the first one on. What a cell holds is a number, a date, yes or no, or
/// text; never a formula.
final class XlsxSheets {
    private static final int ROWS_IN_MEMORY_MAX = 500;
    /// More of them, and a spreadsheet would round.
    private static final int NUMBER_DIGITS_MAX = 15;
    /// Before, spreadsheets do not agree on which day is which: one of theirs was not, 29 February 1900.
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 3, 1);
    private static final String DAY_FORMAT = "yyyy-mm-dd";

    private final Workbook workbook;
    private final List<String> header;
    private final int rowsPerSheet;
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxSheets(Workbook workbook, List<String> header, int rowsPerSheet) {
        this.workbook = workbook;
        this.header = List.copyOf(header);
        this.rowsPerSheet = rowsPerSheet;
        this.sheet = next();
    }

    private Worksheet next() {
        sheets++;
        var next = workbook.newWorksheet(sheets == 1 ? "Contacts" : "Contacts " + sheets);
        next.freezePane(0, 1);
        for (int column = 0; column < header.size(); column++) {
            next.inlineString(0, column, XlsxText.of(header.get(column)));
        }
        if (!header.isEmpty()) {
            next.range(0, 0, 0, header.size() - 1).style().bold().set();
        }
        row = 0;
        return next;
    }

    /// Its cells as `CsvRows` writes them.
    void row(List<String> cells) throws IOException {
        if (row == rowsPerSheet) {
            sheet.finish();
            sheet = next();
        }
        row++;
        if (cells.stream().allMatch(String::isEmpty)) {
            // It is a row nonetheless, which a sheet knows by its cells only.
            sheet.inlineString(row, 0, "");
        }
        for (int column = 0; column < cells.size(); column++) {
            var cell = cells.get(column);
            if (!cell.isEmpty()) {
                put(column, CellType.of(cell.charAt(0)), cell.substring(1));
            }
        }
        if (row % ROWS_IN_MEMORY_MAX == 0) {
            sheet.flush();
        }
    }

    void finish() throws IOException {
        sheet.finish();
    }

    private void put(int column, CellType type, String text) {
        switch (type) {
            case NUMBER ->
                number(text).ifPresentOrElse(number -> sheet.value(row, column, number), () -> text(column, text));
            case DATE -> day(text).ifPresentOrElse(day -> day(column, day), () -> text(column, text));
            case FLAG -> sheet.value(row, column, Boolean.valueOf(text));
            case TEXT, TIME, LIST -> text(column, text);
        }
    }

    private static Optional<BigDecimal> number(String text) {
        var number = text.strip();
        var isNumber = number.chars().filter(Character::isDigit).count() <= NUMBER_DIGITS_MAX
                && Format.NUMBER.violationOf(number, Optional.empty()).isEmpty();
        return isNumber ? Optional.of(new BigDecimal(number)) : Optional.empty();
    }

    private static Optional<LocalDate> day(String text) {
        var day = text.strip();
        return Format.DATE.violationOf(day, Optional.empty()).isEmpty()
                ? Optional.of(LocalDate.parse(day)).filter(date -> !date.isBefore(FIRST_DAY))
                : Optional.empty();
    }

    private void day(int column, LocalDate day) {
        sheet.value(row, column, day);
        sheet.style(row, column).format(DAY_FORMAT).set();
    }

    /// In the sheet itself, since the table of texts that sheets can share would be held in memory.
    private void text(int column, String text) {
        var cell = XlsxText.of(text);
        if (cell.equals(cell.strip())) {
            sheet.inlineString(row, column, cell);
        } else {
            sheet.inlineString(row, column, RichText.builder().run(cell).end().build());
        }
    }
}
