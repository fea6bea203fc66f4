package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.export.Column;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.Layout;

/// S45: which cells of a CSV file a spreadsheet would run.
class FormulasTest {
    @ParameterizedTest
    @DisplayName("S45: formulas are defused, numbers and phone numbers stay as they are")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '"', textBlock = """
            cell                        | defused
            =1+1                        | true
            =                           | true
            "=cmd|' /C calc'!A0"        | true
            @SUM(1)                     | true
            @                           | true
            @ada                        | true
            +                           | true
            -                           | true
            --                          | true
            +-5                         | true
            -+5                         | true
            -2+3                        | true
            +1-1                        | true
            "+1+cmd|' /C calc'!A0"      | true
            -A1                         | true
            -1e5                        | true
            -5%                         | true
            -5.                         | true
            -.5                         | true
            -1.2.3                      | true
            -1,234.5                    | true
            "-5 "                       | true
            -٥                          | true
            ＝1+1                       | true
            ＋49 30 901820              | true
            －5                         | true
            ＠SUM(1)                    | true
            "\tx"                       | true
            "\r=1"                      | true
            +49 30 901820 x7            | true
            +49 30 901820;ext=7         | true
            +49 30 901820+1             | true
            +49 30 901820*2             | true
            +(49) 30 901820             | true
            + 49 30 901820              | true
            +49 30 901820-              | true
            "+49 30\n901820"            | true
            "+49\u00a030\u00a0901820"   | true
            +493090182012345678         | false
            +49 3090 1820 1234 5678     | true
            +49-30                      | true
            -5                          | false
            +5                          | false
            -0                          | false
            +1.5                        | false
            -3,5                        | false
            -00012.50                   | false
            +123456                     | false
            +49 30 901820               | false
            +49-30-901820               | false
            +49 (30) 901820             | false
            +49.30.901820               | false
            +49/30/901820               | false
            +1 (555) 123-4567           | false
            +4930901820                 | false
            +1234567                    | false
            +1 234 567                  | false
            +1-2-3-4-5-6                | true
            2-3                         | false
            (0)30 901820                | false
            ada=1                       | false
            "'=1+1"                     | false
            "\n=1+1"                    | false
            " =1+1"                     | false
            ""                          | false
            Ärger                       | false
            5                           | false
            """)
    void defusesWhatASpreadsheetWouldRun(String cell, boolean defused) {
        assertThat(Formulas.defused(cell)).isEqualTo(defused ? "'" + cell : cell);
    }

    @Test
    @DisplayName("S45: a header is defused like a cell")
    void defusesHeaders() {
        var plan = Reports.plan(ExportFormat.CSV, Layout.WIDE, List.of(new Column.Values("D1", "-danger")));

        assertThat(Reports.text(plan, List.of())).isEqualTo("\uFEFF'-danger\r\n");
    }
}
