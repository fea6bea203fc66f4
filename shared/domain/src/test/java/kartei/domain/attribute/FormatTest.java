package kartei.domain.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("S11: the format of a text attribute")
class FormatTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            format | value                                      | holds
            text   | anything at all                            | true
            number | 0                                          | true
            number | 1200                                       | true
            number | -3.5                                       | true
            number | +7                                         | true
            number | ' 42 '                                     | true
            number | 12345678901234567890123456789012345678     | true
            number | 1234567890123456789012345678901234567.8    | true
            number | 123456789012345678901234567890123456789    | false
            number | 1,200                                      | false
            number | 1e3                                        | false
            number | .5                                         | false
            number | 5.                                         | false
            number | 0x10                                       | false
            number | ١٢                                         | false
            number | twelve                                     | false
            date   | 2026-11-22                                 | true
            date   | 2024-02-29                                 | true
            date   | 2026-02-29                                 | false
            date   | 2026-13-01                                 | false
            date   | 2026-1-2                                   | false
            date   | 22.11.2026                                 | false
            date   | +12026-01-01                               | false
            date   | -2026-01-01                                | false
            date   | 2026-11-22T00:00:00Z                       | false
            email  | jo@example.com                             | true
            email  | jo.doe+inbox@mail.example.co.uk            | true
            email  | o'hara@example.com                         | true
            email  | jürgen@müller.example                      | true
            email  | jo@localhost                               | false
            email  | jo                                         | false
            email  | jo@@example.com                            | false
            email  | jo@example..com                            | false
            email  | .jo@example.com                            | false
            email  | jo.@example.com                            | false
            email  | jo doe@example.com                         | false
            email  | jo@-example.com                            | false
            email  | Jo <jo@example.com>                        | false
            url    | https://example.com                        | true
            url    | HTTP://example.com:8080/a?b=c#d            | true
            url    | https://müller.example/straße              | true
            url    | https://my_shop.example                    | true
            url    | http://[2001:db8::1]/                      | true
            url    | ftp://example.com                          | false
            url    | javascript:alert(1)                        | false
            url    | https://                                   | false
            url    | https:///path                              | false
            url    | //example.com                              | false
            url    | example.com                                | false
            url    | https://exa mple.com                       | false
            """)
    void takesOnlyWhatLooksLikeIt(String format, String value, boolean holds) {
        assertThat(Format.of(format).orElseThrow().violationOf(value, Optional.empty()).isEmpty()).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            phone                    | region | holds
            +49 30 901820            | -      | true
            +1 (415) 555-2671        | -      | true
            +44 20 7946 0958 ext. 12 | -      | true
            +32‑2‑555‑12‑12          | -      | true
            030 901820               | -      | false
            030 901820               | DE     | true
            030/901820               | DE     | true
            (415) 555-2671           | US     | true
            +49 30 901820            | US     | true
            +49 1                    | -      | false
            +999 123456789           | -      | false
            1                        | DE     | false
            call +49 30 901820       | -      | false
            +49 30 FLOWERS           | -      | false
            1800FLOWERS              | US     | false
            +                        | -      | false
            """)
    void takesPhoneNumbersOfTheWorldAndOfTheRegion(String phone, String region, boolean holds) {
        assertThat(Format.PHONE.violationOf(phone, Optional.ofNullable(region)).isEmpty()).isEqualTo(holds);
    }
}
