package kartei.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// What is JSON here and what is not (api.md, `malformed`).
class JsonReaderTest {

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource
    void reads(String text, String canonical) {
        assertThat(JsonWriter.canonical(read(text))).isEqualTo(canonical);
    }

    static Stream<Arguments> reads() {
        return Stream.of(arguments("{}", "{}"), arguments("[]", "[]"), arguments("null", "null"),
                arguments("true", "true"), arguments("false", "false"), arguments("\"\"", "\"\""), arguments("0", "0"),
                arguments("-0", "0"), arguments("-0.0e0", "0"), arguments("1.50", "1.5"), arguments("1E2", "100"),
                arguments("100", "100"), arguments("10.0", "10"), arguments("-20", "-20"),
                arguments("1e-400", "1e-400"), arguments("1e308", "1e+308"), arguments("1e20", "100000000000000000000"),
                arguments("12e20", "1.2e+21"), arguments("0.0000010", "0.000001"), arguments("0.00000012", "1.2e-7"),
                arguments("9007199254740993", "9007199254740993"), arguments(" \t\r\n[ 1 , 2 ] \n", "[1,2]"),
                arguments("{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}"), arguments("{\"\":{\"\":[]}}", "{\"\":{\"\":[]}}"),
                arguments("\"\\u00e9\"", "\"é\""),
                arguments("\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"/\\u0008\\u000c\\n\\r\\t\\\"\\\\\""),
                arguments("\"\\ud83d\\ude00\"", "\"😀\""), arguments("\"😀\"", "\"😀\""),
                arguments("\"\\uD83D\\uDE00\"", "\"😀\""), arguments("\"\u007f\u0085\"", "\"\u007f\u0085\""),
                arguments("\"\\u2028\"", "\"\\u2028\""), arguments("{\"a\":1,\"A\":2}", "{\"A\":2,\"a\":1}"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void refuses(String why, String text) {
        assertThat(refusal(text.getBytes(StandardCharsets.UTF_8))).isInstanceOf(Rejection.Malformed.class);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(arguments("nothing", ""), arguments("only spaces", " \n"),
                arguments("a member twice", "{\"a\":1,\"a\":1}"),
                arguments("a member twice, once escaped", "{\"a\":1,\"\\u0061\":2}"),
                arguments("a member twice, deep inside", "{\"x\":[{\"a\":1,\"b\":2,\"a\":null}]}"),
                arguments("a lone high surrogate", "\"\\ud83d\""), arguments("a lone low surrogate", "\"\\ude00\""),
                arguments("surrogates the wrong way round", "\"\\ude00\\ud83d\""),
                arguments("two high surrogates", "\"\\ud83d\\ud83d\\ude00\""),
                arguments("a lone surrogate before text", "\"\\ud83dx\""),
                arguments("a lone surrogate in a name", "{\"\\ud83d\":1}"),
                arguments("an escaped NUL", "\"a\\u0000b\""), arguments("a NUL", "\"a\u0000b\""),
                arguments("a NUL between values", "[1,\u00002]"), arguments("a raw newline in a string", "\"a\nb\""),
                arguments("a raw tab in a string", "\"a\tb\""), arguments("a raw unit separator", "\"\u001f\""),
                arguments("text after the value", "{} x"), arguments("a second value", "{}{}"),
                arguments("a closing bracket too many", "{}}"), arguments("a NUL after the value", "{}\u0000"),
                arguments("a byte order mark", "\ufeff{}"), arguments("a no-break space", "\u00a0{}"),
                arguments("a form feed", "\f{}"), arguments("a trailing comma in an object", "{\"a\":1,}"),
                arguments("a trailing comma in a list", "[1,]"), arguments("a leading comma", "[,1]"),
                arguments("a missing comma", "[1 2]"), arguments("a missing colon", "{\"a\" 1}"),
                arguments("an equals sign", "{\"a\"=1}"), arguments("a missing value", "{\"a\":}"),
                arguments("a missing name", "{:1}"), arguments("a name without quotes", "{a:1}"),
                arguments("a name in single quotes", "{'a':1}"), arguments("a string in single quotes", "'a'"),
                arguments("a number as a name", "{1:1}"), arguments("an open object", "{"),
                arguments("an open object after a member", "{\"a\":1"), arguments("an open list", "[1"),
                arguments("an open string", "\"a"), arguments("an open escape", "\"a\\"),
                arguments("an open unicode escape", "\"\\u00"), arguments("brackets that do not match", "[1}"),
                arguments("an unknown escape", "\"\\x41\""),
                arguments("a unicode escape that is not hexadecimal", "\"\\u00g0\""),
                arguments("a unicode escape in full-width digits", "\"\\u００４１\""), arguments("a comment", "/* */{}"),
                arguments("a comment at the end of a line", "{} // x"), arguments("another case", "True"),
                arguments("a word cut off", "tru"), arguments("a word with more", "nullx"),
                arguments("undefined", "undefined"), arguments("NaN", "NaN"), arguments("Infinity", "Infinity"),
                arguments("minus Infinity", "-Infinity"), arguments("a plus sign", "+1"),
                arguments("a leading zero", "01"), arguments("a leading zero after a minus", "-01"),
                arguments("only a minus", "-"), arguments("a point at the beginning", ".5"),
                arguments("a point at the end", "5."), arguments("an exponent without digits", "1e"),
                arguments("an exponent with a sign only", "1e+"), arguments("hexadecimal", "0x10"),
                arguments("digits of another script", "１２"), arguments("an underscore in a number", "1_000"),
                arguments("more than a double holds", "1e400"), arguments("less than a double holds", "-1e400"),
                arguments("an exponent that no integer holds", "1e99999999999"),
                arguments("too many digits", "1".repeat(Limits.JSON_NUMBER_CHARS_MAX + 1)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            a byte that starts nothing          | 22ff22
            a sequence cut off                  | 22c322
            a sequence cut off at the end       | e282
            a continuation alone                | 228022
            an overlong slash                   | 22c0af22
            an overlong NUL                     | 22c08022
            a surrogate in UTF-8                | 22eda0bd22
            a pair of surrogates in UTF-8       | 22eda0bdedb88022
            beyond the last code point          | 22f490808022
            UTF-16 with a mark                  | feff007b007d
            UTF-16 without a mark               | 007b007d
            UTF-32                              | 0000007b0000007d
            Latin-1                             | 22e922
            """)
    void refusesWhatIsNotUtf8(String why, String hex) {
        assertThat(refusal(HexFormat.of().parseHex(hex))).isInstanceOf(Rejection.Malformed.class);
    }

    @Test
    void readsThirtyTwoLevelsAndNoMore() {
        assertThat(catchThrowable(() -> read(nested(Limits.JSON_DEPTH_MAX)))).isNull();

        assertThat(catchThrowable(() -> read(nested(Limits.JSON_DEPTH_MAX + 1)))).isInstanceOf(Rejected.class);
        assertThat(catchThrowable(() -> read("[".repeat(Limits.BODY_BYTES_MAX)))).isInstanceOf(Rejected.class);
        assertThat(catchThrowable(() -> read("{\"a\":".repeat(100_000)))).isInstanceOf(Rejected.class);
    }

    @Test
    void readsAThousandMembersOfOneObjectAndNoMore() {
        assertThat(catchThrowable(() -> read(members(Limits.JSON_MEMBERS_MAX)))).isNull();

        assertThat(catchThrowable(() -> read(members(Limits.JSON_MEMBERS_MAX + 1)))).isInstanceOf(Rejected.class);
    }

    @Test
    void saysWhereAndNeverWhat() {
        var refusal = (Rejection.Malformed) refusal(
                "{\"email\": \"jo@example.com\",}".getBytes(StandardCharsets.UTF_8));

        assertThat(refusal.detail()).contains("at character 27").doesNotContain("jo@");
    }

    @Test
    void writesAsMuchAsItReads() {
        var text = "{\"a\":[1.5,-2,1E+300,null,true],\"b\":{\"c\":\"\\\"\\\\\\n\\r\\t\\u0001 é 😀 \\u2028\"}}";

        assertThat(new String(JsonWriter.write(read(text)), StandardCharsets.UTF_8)).isEqualTo(text);
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String members(int count) {
        var built = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            built.append(i == 0 ? "" : ",").append('"').append(i).append("\":0");
        }
        return built.append('}').toString();
    }

    private static Json read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Rejection refusal(byte[] bytes) {
        var thrown = catchThrowable(() -> JsonReader.read(bytes));
        assertThat(thrown).isInstanceOf(Rejected.class);
        return ((Rejected) thrown).rejection();
    }
}
