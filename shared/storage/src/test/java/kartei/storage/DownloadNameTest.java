package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("RFC 6266, RFC 8187: the name of a download")
class DownloadNameTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', useHeadersInDisplayName = true, textBlock = """
            given               | plain             | extended
            photo.jpg           | photo.jpg         | photo.jpg
            my photo.jpg        | my photo.jpg      | my%20photo.jpg
            R\u00e4tsel.pdf      | R_tsel.pdf        | R%C3%A4tsel.pdf
            \u65e5\u672c.txt      | __.txt            | %E6%97%A5%E6%9C%AC.txt
            a"b\\c;d.txt         | a_b_c;d.txt       | a%22b_c%3Bd.txt
            100%.txt            | 100_.txt          | 100%25.txt
            ../../etc/passwd    | __.._etc_passwd   | __.._etc_passwd
            C:\\x.txt            | C__x.txt          | C__x.txt
            a{0}b{13}{10}c.txt  | abc.txt           | abc.txt
            evil\u202egpj.exe    | evilgpj.exe       | evilgpj.exe
            it's (1)*.txt       | it's (1)*.txt     | it%27s%20%281%29%2A.txt
            .htaccess           | _htaccess         | _htaccess
            ...                 | _                 | _
            {7}                 | file              | file
            """)
    void isSaidTwice(String given, String plain, String extended) {
        var name = Pattern.compile("\\{(\\d+)}")
                .matcher(given)
                .replaceAll(code -> Character.toString(Integer.parseInt(code.group(1))));

        assertThat(DownloadName.disposition(Optional.of(name)))
                .isEqualTo("attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + extended);
    }

    @Test
    void isOneOfOursWhereThereIsNone() {
        assertThat(DownloadName.disposition(Optional.empty()))
                .isEqualTo("attachment; filename=\"file\"; filename*=UTF-8''file");
    }

    @Test
    void keepsItsEndWhenItIsTooLong() {
        var name = "x".repeat(250) + ".jpg";

        assertThat(DownloadName.disposition(Optional.of(name))).endsWith("''" + "x".repeat(116) + ".jpg");
    }
}
