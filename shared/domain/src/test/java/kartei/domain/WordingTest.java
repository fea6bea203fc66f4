package kartei.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            one          | other        | same
            Tier         | tIER         | true
            Straße       | STRASSE      | true
            Ｔｉｅｒ        | Tier         | true
            ﬁrst         | FIRST        | true
            Ångström     | ÅNGSTRÖM     | true
            ΣΑΣ          | σας          | true
            ' Tier '     | Tier         | true
            '\240Tier'     | Tier         | true
            Tier         | Tiers        | false
            Ti er        | Tier         | false
            Resume       | Résumé       | false
            """)
    void comparesNamesTrimmedComposedAndWithoutCase(String one, String other, boolean same) {
        assertThat(Wording.folded(one).equals(Wording.folded(other))).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            text              | violation
            A                 | -
            12345             | -
            '  12345  '       | -
            😀😀😀😀😀             | -
            ''                | must not be empty
            '  '              | must not be empty
            '\240'            | must not be empty
            123456            | must have at most 5 characters
            'a\tb'            | must not contain control characters
            'a\205b'          | must not contain control characters
            """)
    void takesOneLineOfSomeCharacters(String text, String violation) {
        assertThat(Wording.violationOfLine(text, 5).orElse(null)).isEqualTo(violation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            text            | controls
            'two\nlines\t'  | false
            'bell\7'        | true
            'del\177'      | true
            """)
    void letsTextHaveLinesAndTabs(String text, boolean controls) {
        assertThat(Wording.hasControls(text)).isEqualTo(controls);
    }
}
