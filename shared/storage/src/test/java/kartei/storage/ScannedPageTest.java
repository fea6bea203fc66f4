package kartei.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A page of items that is read from its bytes")
class ScannedPageTest {
    private static final String ITEM = """
            {"PK": {"S": "p"}, "SK": {"S": "s"}, "text": {"S": "Jo"}, "empty": {"S": ""},
             "escaped": {"S": "a \\"b\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u00e9 \\ud83d\\ude00"}, "wide": {"S": "é 😀"},
             "number": {"N": "-12"}, "yes": {"BOOL": true}, "no": {"BOOL": false}, "nothing": {"NULL": true},
             "bytes": {"B": "eA=="}, "set": {"SS": ["a", "b"]}, "numbers": {"NS": ["1"]}, "moreBytes": {"BS": []},
             "texts": {"L": [{"S": "one"}, {"N": "2"}, {"S": "three"}, {"L": [{"S": "deeper"}]}]}, "none": {"L": []},
             "parts": {"M": {"a": {"M": {"x": {"S": "1"}, "inner": {"M": {"y": {"N": "7"}}}}}, "b": {"S": "no part"},
                             "c\\u0021": {"M": {}}}},
             "at": {"S": "2026-11-22T10:11:12.345Z"}, "later": {"S": "2026-11-22T10:11:12Z"}, "last": {"S": "end"}}""";

    private static <T> T of(String item, Function<ItemReader, T> of) {
        var read = new ArrayList<T>();
        new ScannedPage(("{\"Count\":1,\"Items\":[" + item + "]}").getBytes(UTF_8), one -> read.add(of.apply(one)));
        assertThat(read).hasSize(1);
        return read.getFirst();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"text,Jo", "empty,''", "wide,é 😀", "last,end", "PK,p", "number,", "yes,", "parts,", "absent,", "t,",
            "texT,"})
    @DisplayName("has the texts that stand in it, and none where something else stands")
    void hasTexts(String name, String text) {
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.findText(name))).isEqualTo(Optional.ofNullable(text));
    }

    @Test
    @DisplayName("has texts as they were before they were escaped")
    void hasTextsUnescaped() {
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.text("escaped")))
                .isEqualTo("a \"b\" \\ / \b\f\n\r\t é 😀");
    }

    @Test
    @DisplayName("has numbers, flags and times, in whatever order they are asked for")
    void hasNumbersFlagsAndTimes() {
        assertThat(ScannedPageTest.<Object>of(ITEM,
                item -> List.<Object>of(item.time("later"), item.time("at"), item.flag("no"), item.flag("yes"),
                        item.number("number"), item.findFlag("nothing"), item.findFlag("text"), item.findNumber("text"),
                        item.findTime("absent"))))
                .isEqualTo(List.of(Instant.parse("2026-11-22T10:11:12Z"), Instant.parse("2026-11-22T10:11:12.345Z"),
                        false, true, -12L, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    @DisplayName("has lists, maps, and maps in maps")
    void hasListsAndMaps() {
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.texts("texts"))).isEqualTo(List.of("one", "three"));
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.texts("none"))).isEqualTo(List.of());
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.texts("set"))).isEqualTo(List.of());
        assertThat(ScannedPageTest.<Object>of(ITEM, ScannedPageTest::parts))
                .isEqualTo(Map.of("a", Optional.of(7L), "c!", Optional.empty()));
        assertThat(ScannedPageTest.<Object>of(ITEM, item -> item.findPart("text"))).isEqualTo(Optional.empty());
    }

    private static Map<String, Optional<Long>> parts(ItemReader item) {
        var parts = new TreeMap<String, Optional<Long>>();
        item.findPart("parts")
                .orElseThrow()
                .eachPart((name, part) -> parts.put(name,
                        part.findPart("inner").flatMap(inner -> inner.findNumber("y"))));
        return parts;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-7", "1234567890", "999999999999999999", "1234567890123456789",
            "9223372036854775807", "-9223372036854775808"})
    @DisplayName("has whole numbers of any length")
    void hasNumbersOfAnyLength(String number) {
        assertThat(ScannedPageTest.<Object>of("{\"n\":{\"N\":\"" + number + "\"}}", item -> item.number("n")))
                .isEqualTo(Long.valueOf(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1E3", "", "-", "9223372036854775808", "99999999999999999999"})
    @DisplayName("has no number where it is not a whole one, or too large")
    void hasNoOtherNumbers(String number) {
        assertThatThrownBy(() -> of("{\"n\":{\"N\":\"" + number + "\"}}", item -> item.number("n")))
                .isInstanceOf(NumberFormatException.class);
    }

    @Test
    @DisplayName("has the times of each field, where the same comes again and where another does")
    void hasTimesThatComeAgain() {
        assertThat(ScannedPageTest.<Object>of("""
                {"a":{"S":"2026-11-22T10:11:12.345Z"},"b":{"S":"2026-11-22T10:11:12.345Z"},
                 "c":{"S":"2026-11-22T10:11:12.346Z"},"d":{"S":"2026-11-22T10:11:12Z"}}""",
                item -> Stream.of("a", "b", "c", "d", "a").map(item::time).toList()))
                .isEqualTo(Stream.of("2026-11-22T10:11:12.345Z", "2026-11-22T10:11:12.345Z", "2026-11-22T10:11:12.346Z",
                        "2026-11-22T10:11:12Z", "2026-11-22T10:11:12.345Z").map(Instant::parse).toList());
    }

    @Test
    @DisplayName("has the names of maps, of which one with an escape is not taken for another that reads like it")
    void hasNames() {
        var names = new ArrayList<String>();
        var part = "{\"a\\\\u0021\":{\"M\":{}},\"a\\u0021\":{\"M\":{}},\"axu0021\":{\"M\":{}},\"\":{\"M\":{}},\"é\":{\"M\":{}},\"x\":{\"S\":\"\"}}";
        var page = "{\"Items\":[" + part + "," + part + "]}";

        new ScannedPage(page.getBytes(UTF_8), item -> item.eachPart((name, _) -> names.add(name)));

        var once = List.of("a\\u0021", "a!", "axu0021", "", "é");
        assertThat(names).isEqualTo(Stream.concat(once.stream(), once.stream()).toList());
    }

    @Test
    @DisplayName("names the item and the field that is missing, and no item of a part")
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> of(ITEM, item -> item.text("absent"))).isInstanceOf(CorruptItemException.class)
                .hasMessage("item p / s: has no field absent");
        assertThatThrownBy(() -> of(ITEM, item -> item.findPart("parts").orElseThrow().text("z")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("has no field z");
    }

    @Test
    @DisplayName("shows items in their order, and leaves the rest of the answer as it was")
    void leavesTheRest() throws IOException {
        var shown = new ArrayList<String>();
        var page = new ScannedPage("""
                { "Before" : [1.5e3, null, {"Items": []}] , "Items" : [ {"a":{"S":"1"}} ,
                {"a":{"S":"2"}}, {} ], "LastEvaluatedKey": {"PK":{"S":"x"}} }""".getBytes(UTF_8),
                item -> shown.add(item.findText("a").orElse("none")));

        assertThat(shown).containsExactly("1", "2", "none");
        assertThat(new String(page.rest().readAllBytes(), UTF_8)).isEqualTo("""
                { "Before" : [1.5e3, null, {"Items": []}] , "Items" : [], "LastEvaluatedKey": {"PK":{"S":"x"}} }""");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"Items\"", "{\"Items\":[{\"a\":{\"S\":\"x",
            "{\"Items\":[{\"a\":{\"S\":1}}]}", "{\"Items\":[{\"a\":\"x\"}]}", "{\"Items\":[{}{}]}",
            "{\"Items\":[{\"a\":{\"S\":\"x\"}]}", "{\"Count\":}", "{é\"Count\":1}", "{\"Items\":[{\"a\":{\"M\":[]}}]}",
            "{\"Items\":[{\"a\":{\"S\":\"x\\"})
    @DisplayName("is refused where it is not what DynamoDB writes")
    void isRefused(String text) {
        assertThatThrownBy(() -> new ScannedPage(text.getBytes(UTF_8), _ -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("the answer is not what DynamoDB writes");
    }
}
