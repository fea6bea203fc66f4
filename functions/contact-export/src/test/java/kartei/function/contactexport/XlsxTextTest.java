package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import kartei.domain.export.ExportFormat;
import kartei.domain.export.Layout;

/// S45: texts in the cells of workbooks, as POI reads them.
class XlsxTextTest {
    @Test
    @DisplayName("S45: texts are what they were")
    void textsAreWhatTheyWere() throws IOException {
        for (var text : List.of(" spaces\t", "\n", "a\r\nb\nc\td", "<b>&amp;\"'</b>", "_x000D_ and _x005F_x000D_",
                "_x00e4_x", "_xyz_ _x12_ _", "🦊 李 e\u0301", "\u007f\u0085\u2028\ud7ff\ue000", "=1+1", "'=1+1")) {
            assertThat(read(text)).isEqualTo(text);
        }
    }

    @Test
    @DisplayName("S45: characters that XML does not have are replaced")
    void replacesWhatXmlDoesNotHave() throws IOException {
        assertThat(read("a\0b\7c\u001f")).isEqualTo("a\ufffdb\ufffdc\ufffd");
        assertThat(read("\ufffe\uffff\ufffd")).isEqualTo("\ufffd\ufffd\ufffd");
        assertThat(read("🦊 \ud83d x \udd8a")).isEqualTo("🦊 \ufffd x \ufffd");
    }

    @Test
    @DisplayName("S45: a text is as long as a cell at most, and ends with a whole character")
    void cutsWhatIsTooLong() throws IOException {
        assertThat(read("x".repeat(32_767))).hasSize(32_767);
        assertThat(read("x".repeat(40_000))).hasSize(32_767);
        assertThat(read("x".repeat(32_766) + "🦊")).isEqualTo("x".repeat(32_766));
        assertThat(read("x".repeat(32_765) + "🦊!")).isEqualTo("x".repeat(32_765) + "🦊");
    }

    private static String read(String text) throws IOException {
        var plan = Reports.plan(ExportFormat.XLSX, Layout.WIDE, List.of(Reports.attribute("firstName")));
        var file = Reports.file(plan, List.of(GivenPeople.named(1, text)));
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(file))) {
            return book.getSheetAt(0).getRow(1).getCell(0).getStringCellValue();
        }
    }
}
