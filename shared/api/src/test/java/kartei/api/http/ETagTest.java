package kartei.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.OptionalLong;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Entity tags, If-None-Match and If-Match (RFC 9110, 8.8.3 and 13.1).
class ETagTest {
    private static final ETag TAG = new ETag(OptionalLong.of(7), "0123456789abcdef");

    @Test
    void isOfTheVersionAndTheBytesOfTheAnswer() {
        var tag = ETag.of(OptionalLong.of(7), "{}".getBytes(UTF_8));

        assertThat(tag.header()).matches("\"7\\.[0-9a-f]{16}\"");
        assertThat(ETag.of(OptionalLong.of(7), "{}".getBytes(UTF_8))).isEqualTo(tag);
        assertThat(ETag.of(OptionalLong.of(7), "[]".getBytes(UTF_8))).isNotEqualTo(tag);
        assertThat(ETag.of(OptionalLong.empty(), "{}".getBytes(UTF_8)).header()).matches("\"[0-9a-f]{16}\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', useHeadersInDisplayName = true, textBlock = """
            If-None-Match                                | had
            "7.0123456789abcdef"                         | true
            W/"7.0123456789abcdef"                       | true
            *                                            | true
            "x", "7.0123456789abcdef"                    | true
            "x","y" , W/"7.0123456789abcdef","z"         | true
            "x", *                                       | true
            "8.0123456789abcdef"                         | false
            "7.0123456789abcdee"                         | false
            "0123456789abcdef"                           | false
            7.0123456789abcdef                           | false
            w/"7.0123456789abcdef"                       | false
            "7.0123456789ABCDEF"                         | false
            ''                                           | false
            """)
    void ifNoneMatchComparesTheWholeTagWeakly(String header, boolean had) {
        assertThat(TAG.isNamedBy(header)).isEqualTo(had);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            If-Match                                         | holds
            -                                                | true
            *                                                | true
            "7.0123456789abcdef"                             | true
            "7.ffffffffffffffff"                             | true
            "6.0123456789abcdef", "7.0123456789abcdef"       | true
            "7.0123456789abcdef","x"                         | true
            "6.0123456789abcdef"                             | false
            "8.0123456789abcdef"                             | false
            W/"7.0123456789abcdef"                           | false
            7.0123456789abcdef                               | false
            "0123456789abcdef"                               | false
            "7"                                              | false
            "7.0123456789abcdefa"                            | false
            "7.0123456789abcde"                              | false
            "-7.0123456789abcdef"                            | false
            "07.0123456789abcdef"                            | true
            "9999999999999999999.0123456789abcdef"           | false
            "７.0123456789abcdef"                             | false
            ''                                               | false
            """)
    void ifMatchComparesTheVersionStrongly(@Nullable String header, boolean holds) {
        var precondition = Precondition.of(Optional.ofNullable(header));

        if (holds) {
            assertThatCode(() -> precondition.check(7)).doesNotThrowAnyException();
        } else {
            assertThat(catchThrowableOfType(Rejected.class, () -> precondition.check(7)).rejection())
                    .isEqualTo(new Rejection.Stale());
        }
    }

    /// Two agents who edit two attributes both succeed: only a change of the named part since then is in the way.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            named | rev of the part | version now | holds
            -     | 9               | 9           | true
            7     | 7               | 7           | true
            7     | 3               | 9           | true
            7     | 7               | 9           | true
            7     | 0               | 9           | true
            7     | 8               | 9           | false
            7     | 9               | 9           | false
            10    | 3               | 9           | false
            """)
    void ifMatchOfAPartLooksAtItsOwnChanges(@Nullable Long named, long rev, long version, boolean holds) {
        var precondition = Precondition.of(Optional.ofNullable(named).map(seen -> "\"" + seen + ".0123456789abcdef\""));

        if (holds) {
            assertThatCode(() -> precondition.checkPart(rev, version)).doesNotThrowAnyException();
        } else {
            assertThat(catchThrowableOfType(Rejected.class, () -> precondition.checkPart(rev, version)).rejection())
                    .isEqualTo(new Rejection.Stale());
        }
    }
}
