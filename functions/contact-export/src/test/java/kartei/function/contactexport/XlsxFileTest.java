package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;

/// S45: workbooks, as POI reads them.
class XlsxFileTest {
    @ParameterizedTest
    @DisplayName("S45, S36: every cell of the workbook is what it was")
    @CsvSource({"WIDE", "LONG"})
    void everyCellIsWhatItWas(Layout layout) throws IOException {
        try (var book = open(Reports.file(Reports.plan(ExportFormat.XLSX, layout), GivenPeople.people()))) {
            assertThat(book.getNumberOfSheets()).isEqualTo(1);
            assertThat(String.join("\n", cells(book.getSheetAt(0))) + "\n")
                    .isEqualTo(new String(Reports.golden(layout.word() + ".xlsx.txt"), UTF_8));
        }
    }

    @Test
    @DisplayName("S45: the header is bold, and stays where it is")
    void theHeaderStays() throws IOException {
        try (var book = open(Reports.file(Reports.plan(ExportFormat.XLSX, Layout.WIDE), GivenPeople.people()))) {
            var sheet = book.getSheetAt(0);
            sheet.getRow(0)
                    .forEach(cell -> assertThat(book.getFontAt(cell.getCellStyle().getFontIndex()).getBold()).isTrue());
            assertThat(book.getFontAt(sheet.getRow(1).getCell(0).getCellStyle().getFontIndex()).getBold()).isFalse();
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitTopRow()).isEqualTo((short) 1);
            assertThat(sheet.getPaneInformation().getVerticalSplitLeftColumn()).isZero();
        }
    }

    @ParameterizedTest
    @DisplayName("S45: numbers and dates that a workbook can hold as they are, and texts for the others")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '"', textBlock = """
            attribute | value               | type    | reads
            revenue   | 1200                | NUMERIC | 1200.0
            revenue   | -3.5                | NUMERIC | -3.5
            revenue   | +250                | NUMERIC | 250.0
            revenue   | "  7 "              | NUMERIC | 7.0
            revenue   | 007                 | NUMERIC | 7.0
            revenue   | 0.00000000000001    | NUMERIC | 1.0E-14
            revenue   | 123456789012345     | NUMERIC | 1.23456789012345E14
            revenue   | 1234567890123456    | STRING  | 1234567890123456
            revenue   | 12k                 | STRING  | 12k
            revenue   | =1+1                | STRING  | =1+1
            birthday  | 2026-02-28          | DATE    | 2026-02-28T00:00
            birthday  | " 1979-03-01"       | DATE    | 1979-03-01T00:00
            birthday  | 1900-03-01          | DATE    | 1900-03-01T00:00
            birthday  | 9999-12-31          | DATE    | 9999-12-31T00:00
            birthday  | 1900-02-28          | STRING  | 1900-02-28
            birthday  | 2026-02-30          | STRING  | 2026-02-30
            birthday  | soon                | STRING  | soon
            notes     | 5                   | STRING  | 5
            notes     | 2026-02-28          | STRING  | 2026-02-28
            notes     | true                | STRING  | true
            notes     | =1+1                | STRING  | =1+1
            notes     | +49 30 901820       | STRING  | +49 30 901820
            """)
    void holdsWhatItCan(String attribute, String value, String type, String reads) throws IOException {
        var column = Reports.attribute(attribute);
        var plan = Reports.plan(ExportFormat.XLSX, Layout.WIDE, List.of(column));
        var values = Map.of(column.definitionId(), GivenPeople.value(value, Source.AGENT));

        try (var book = open(Reports.file(plan, List.of(entry(values))))) {
            var cell = book.getSheetAt(0).getRow(1).getCell(0);

            assertThat(kind(cell) + " " + reading(cell)).isEqualTo(type + " " + reads);
            assertThat(cell.getCellStyle().getDataFormatString())
                    .isEqualTo(type.equals("DATE") ? "yyyy-mm-dd" : "General");
        }
    }

    @Test
    @DisplayName("S45: what does not fit on a sheet goes on on the next, under its own header")
    void goesOnOnTheNextSheet() throws IOException {
        for (int rows : List.of(0, 1, 3, 4, 6, 7)) {
            var people = IntStream.range(0, rows).mapToObj(n -> GivenPeople.named(n, "Person " + n)).toList();

            try (var book = open(Reports.workbook(new XlsxFile(names(), 3), piece(people.subList(0, rows / 2)),
                    piece(List.of()), piece(people.subList(rows / 2, rows))))) {
                assertThat(book.getNumberOfSheets()).isEqualTo(Math.max(1, (rows + 2) / 3));
                assertThat(IntStream.range(0, book.getNumberOfSheets()).mapToObj(book::getSheetAt)).allSatisfy(
                        sheet -> assertThat(sheet.getRow(0).getCell(0).getStringCellValue()).isEqualTo("firstName"));
                assertThat(names(book)).isEqualTo(people.stream()
                        .map(person -> "Person " + Integer.parseInt(person.person().value().substring(4)))
                        .toList());
            }
        }
    }

    @Test
    @DisplayName("S45: rows are sent as they come: more than are held in memory, and a row with nothing in it")
    void sendsRowsAsTheyCome() throws IOException {
        var people = IntStream.range(0, 1_700)
                .mapToObj(n -> n % 5 == 0 ? entry(Map.of()) : GivenPeople.named(n, "Person " + n))
                .toList();

        try (var book = open(Reports.workbook(new XlsxFile(names(), 1_600), piece(people)))) {
            assertThat(book.getSheetAt(0).getPhysicalNumberOfRows()).isEqualTo(1_601);
            assertThat(book.getSheetAt(1).getPhysicalNumberOfRows()).isEqualTo(101);
            assertThat(book.getSheetAt(1).getRow(100).getCell(0).getStringCellValue()).isEqualTo("Person 1699");
        }
    }

    @Test
    @DisplayName("S45: a piece is opened when the one before is closed, and all are closed")
    void opensOnePieceAtATime() throws IOException {
        var open = new ArrayList<String>();
        var bytes = piece(List.of(GivenPeople.named(1, "Ada")));
        var pieces = Stream.of("a", "b", "c").<InputStream>map(name -> {
            open.add("+" + name);
            return new ByteArrayInputStream(bytes) {
                @Override
                public void close() {
                    open.add("-" + name);
                }
            };
        }).iterator();

        new XlsxFile(names()).write(pieces, new ByteArrayOutputStream());

        assertThat(String.join("", open)).matches("\\+a(-a)+\\+b(-b)+\\+c(-c)+");
    }

    private static ExportPlan names() {
        return Reports.plan(ExportFormat.XLSX, Layout.WIDE, List.of(Reports.attribute("firstName")));
    }

    private static byte[] piece(List<Entry> people) throws IOException {
        var out = new ByteArrayOutputStream();
        var format = RowFormat.of(names(), GivenPeople.workspace());
        for (var person : people) {
            assertThat(format.write(person, out)).isEqualTo(1);
        }
        return out.toByteArray();
    }

    private static Entry entry(Map<String, AttributeValues> values) {
        return GivenPeople.entry(GivenPeople.contact(9, Medium.SMS, Profile.EMPTY, values, false), GivenPeople.id(9));
    }

    private static XSSFWorkbook open(byte[] file) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(file));
    }

    private static List<String> names(XSSFWorkbook book) {
        var names = new ArrayList<String>();
        for (var sheet : book) {
            for (int row = 1; row <= sheet.getLastRowNum(); row++) {
                names.add(sheet.getRow(row).getCell(0).getStringCellValue());
            }
        }
        return names;
    }

    /// One for each cell: where it is, what POI takes it for, and what it reads.
    private static List<String> cells(Sheet sheet) {
        var cells = new ArrayList<String>();
        for (var row : sheet) {
            for (var cell : row) {
                cells.add(cell.getAddress() + " " + kind(cell) + " "
                        + reading(cell).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
            }
        }
        return cells;
    }

    private static String kind(Cell cell) {
        return cell.getCellType() == CellType.NUMERIC && DateUtil.isCellDateFormatted(cell) ? "DATE"
                : cell.getCellType().name();
    }

    private static String reading(Cell cell) {
        return switch (kind(cell)) {
            case "DATE" -> cell.getLocalDateTimeCellValue().toString();
            case "NUMERIC" -> Double.toString(cell.getNumericCellValue());
            case "BOOLEAN" -> Boolean.toString(cell.getBooleanCellValue());
            default -> cell.getStringCellValue();
        };
    }
}
