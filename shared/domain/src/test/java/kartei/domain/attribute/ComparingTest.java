package kartei.domain.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What two values are compared by (S26–S31)")
class ComparingTest {
    @ParameterizedTest(name = "{0}: {2} and {3} {4}")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = false, nullValues = "-", textBlock = """
            # format | region | one                        | other                       | same
            text     | -      | Jo                         | Jo                          | yes
            text     | -      | Jo                         | jO                          | yes
            text     | -      | '  Jo '                    | Jo                          | yes
            text     | -      | '\u00a0Jo\u3000'           | Jo                          | yes
            text     | -      | '\tJo\n'                   | Jo                          | yes
            text     | -      | Jo                         | Joe                         | no
            text     | -      | 'Jo  Doe'                  | 'Jo Doe'                    | no
            text     | -      | A-100                      | a-100                       | yes
            text     | -      | A-100                      | A100                        | no
            text     | -      | Ｋ７                        | k7                          | yes
            text     | -      | Straße                     | STRASSE                     | yes
            text     | -      | straße                     | strasse                     | yes
            text     | -      | ΣΊΣΥΦΟΣ                    | σίσυφος                     | yes
            text     | -      | ὈΔΥΣΣΕΎΣ                   | ὀδυσσεύς                    | yes
            text     | -      | İstanbul                   | i̇stanbul                    | yes
            text     | -      | Zoë                        | Zoe\u0308                   | yes
            text     | -      | Zoë                        | Zoe                         | no
            text     | -      | ﬁn                         | fin                         | yes
            text     | -      | ①                          | 1                           | yes
            text     | -      | ５                          | 5                           | yes
            text     | -      | ٣                          | 3                           | no
            text     | -      | ПЁТР                       | пётр                        | yes
            text     | -      | Пётр                       | Петр                        | no
            text     | -      | ჯო                         | ᲯᲝ                          | yes
            text     | -      | 山田                        | 山田                         | yes
            text     | -      | ﾔﾏﾀﾞ                       | ヤマダ                        | yes
            text     | -      | やまだ                      | ヤマダ                        | no
            text     | -      | 김                          | \u1100\u1175\u11b7          | yes
            text     | -      | a                          | а                           | no
            text     | -      | 007                        | 7                           | no
            number   | -      | 42                         | ' 42 '                      | yes
            number   | -      | 42                         | 42.0                        | no
            date     | -      | 2026-11-22                 | ' 2026-11-22'               | yes
            url      | -      | HTTPS://Example.com        | https://example.com         | yes
            email    | -      | jo@example.com             | Jo@Example.COM              | yes
            email    | -      | ' jo@example.com '         | jo@example.com              | yes
            email    | -      | jo@bücher.example          | jo@xn--bcher-kva.example    | yes
            email    | -      | JO@BÜCHER.example          | jo@xn--bcher-kva.example    | yes
            email    | -      | ｊｏ@example.com            | jo@example.com              | yes
            email    | -      | jo+news@example.com        | jo@example.com              | no
            email    | -      | jo+News@example.com        | jo+news@example.com         | yes
            email    | -      | j.o@example.com            | jo@example.com              | no
            email    | -      | jo@example.com             | jo@example.org              | no
            email    | -      | jo@example.com             | jo@mail.example.com         | no
            phone    | DE     | 030 901820                 | +49 30 901820               | yes
            phone    | DE     | (030) 90 18 20             | 0049 30 901820              | yes
            phone    | DE     | 030/901820                 | +4930901820                 | yes
            phone    | DE     | 030 901820                 | 030 901821                  | no
            phone    | DE     | +49 30 901820 ext. 7       | +49 30 901820               | no
            phone    | DE     | +49 30 901820 x7           | 030 901820 ext. 7           | yes
            phone    | -      | +44 20 7946 0958           | +442079460958               | yes
            phone    | GB     | 020 7946 0958              | +44 20 7946 0958            | yes
            phone    | US     | (212) 555-0123             | +1 212 555 0123             | yes
            phone    | CA     | 416-555-0123               | +1 (416) 555-0123           | yes
            phone    | FR     | 01 23 45 67 89             | +33 1 23 45 67 89           | yes
            phone    | IT     | 06 698 12345               | +39 06 698 12345            | yes
            phone    | IN     | 098765 43210               | +91 98765 43210             | yes
            phone    | JP     | 03-1234-5678               | +81 3 1234 5678             | yes
            phone    | AU     | 0491 570 006               | +61 491 570 006             | yes
            phone    | ZA     | 082 123 4567               | +27 82 123 4567             | yes
            phone    | BR     | (11) 6123-4567             | +55 11 96123-4567           | yes
            phone    | -      | +55 11 6123 4567           | +55 11 9 6123 4567          | yes
            phone    | -      | +55 11 3123 4567           | +55 11 9 3123 4567          | no
            phone    | -      | +52 1 55 1234 5678         | +52 55 1234 5678            | yes
            phone    | MX     | 55 1234 5678               | +52 1 55 1234 5678          | yes
            phone    | DE     | ０３０ ９０１８２０          | 030 901820                  | yes
            phone    | DE     | ＋49 30 901820             | +49 30 901820               | yes
            """)
    void isTheSameForWhatIsTheSame(String format, String region, String one, String other, String same) {
        var first = form(format, region, one);
        var second = form(format, region, other);

        assertThat(first).isPresent();
        assertThat(second).isPresent();
        assertThat(first.equals(second) ? "yes" : "no").isEqualTo(same);
    }

    @ParameterizedTest(name = "{0}: ''{2}''")
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            text   | -  | ''
            text   | -  | '  '
            text   | -  | '\u00a0\u3000'
            number | -  | ' '
            email  | -  | ''
            email  | -  | ' '
            phone  | DE | ''
            phone  | DE | ' '
            phone  | -  | 030 901820
            phone  | DE | nobody
            phone  | DE | 1
            phone  | ZZ | 030 901820
            """)
    void isNothingForWhatMatchesNobody(String format, String region, String value) {
        assertThat(form(format, region, value)).isEmpty();
    }

    @Test
    void aPhoneNumberIsComparedInItsInternationalForm() {
        assertThat(form("phone", "DE", "030 901820")).contains("+4930901820");
    }

    private static Optional<String> form(String format, String region, String value) {
        return Comparing.form(Format.of(format).orElseThrow(), value, Optional.ofNullable(region));
    }
}
