package kartei.api.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Fault;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Role;

/// A body read member by member: all faults at once, each with its place (RFC 6901).
class BodyTest {

    @Test
    void namesAllFaultsAtOnce() {
        var body = body("""
                {"text": 1, "flag": "yes", "number": 1.5, "word": "king", "time": "yesterday", "list": {}, "object": [],
                 "texts": ["a", 2, null], "objects": [{"id": 7, "more": 1}, "x"], "stranger": null}
                """);

        body.text("text");
        body.flag("flag");
        body.integer("number");
        body.word("word", Role::of, "admin, agent, connector");
        body.time("time");
        body.texts("list");
        body.object("object");
        body.texts("texts");
        body.objects("objects").orElseThrow().forEach(object -> object.text("id"));
        body.requiredText("missing");
        body.requiredObject("absent").requiredText("id");
        body.fault("text", "is too short");

        assertThat(faults(body)).containsExactly(new Fault("/text", "must be a string"),
                new Fault("/flag", "must be true or false"), new Fault("/number", "must be a whole number"),
                new Fault("/word", "must be one of admin, agent, connector"),
                new Fault("/time", "must be a time such as 2026-11-22T09:00:00.000Z"),
                new Fault("/list", "must be a list"), new Fault("/object", "must be an object"),
                new Fault("/texts/1", "must be a string"), new Fault("/texts/2", "must be a string"),
                new Fault("/objects/1", "must be an object"), new Fault("/objects/0/id", "must be a string"),
                new Fault("/missing", "is required"), new Fault("/absent", "is required"),
                new Fault("/text", "is too short"), new Fault("/stranger", "is not known here"),
                new Fault("/objects/0/more", "is not known here"));
    }

    @Test
    void escapesTheNamesOfCallersInPointers() {
        var body = body("""
                {"a/b": 1, "c~d": 2, "~1": 3, "values": {"e/f~g": 4}, "media": {"x/y": "on"}}
                """);

        body.nullableTexts("values");
        body.flags("media");

        assertThat(faults(body)).extracting(Fault::pointer)
                .containsExactlyInAnyOrder("/a~1b", "/c~0d", "/~01", "/values/e~1f~0g", "/media/x~1y");
    }

    @Test
    void readsAMissingMemberLikeOneThatIsNull() {
        var body = body("{\"there\": null}");

        assertThat(body.text("there")).isEmpty();
        assertThat(body.text("missing")).isEmpty();
        assertThat(body.has("there")).isTrue();
        assertThat(body.isNull("there")).isTrue();
        assertThat(body.has("missing")).isFalse();
        assertThat(body.isNull("missing")).isFalse();
        assertThatCode(body::check).doesNotThrowAnyException();
    }

    @Test
    void refusesNullWhereSomethingIsRequired() {
        var body = body("{\"id\": null, \"channel\": null}");

        body.requiredText("id");
        body.requiredObject("channel").requiredText("id");

        assertThat(faults(body)).containsExactly(new Fault("/id", "is required"), new Fault("/channel", "is required"));
    }

    @Test
    void readsNamesThatAreTheCallers() {
        var body = body("{\"values\": {\"email\": \"a\", \"phone\": null, \"tier\": \"\"}, \"media\": {\"x\": false}}");

        assertThat(body.nullableTexts("values"))
                .isEqualTo(Map.of("email", Optional.of("a"), "phone", Optional.empty(), "tier", Optional.of("")));
        assertThat(body.flags("media")).isEqualTo(Map.of("x", false));
        assertThatCode(body::check).doesNotThrowAnyException();
    }

    @Test
    void tellsAFaultOnceThoughItIsAskedForTwice() {
        var body = body("{\"id\": 1}");

        body.text("id");
        body.text("id");

        assertThat(faults(body)).containsExactly(new Fault("/id", "must be a string"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            []
            "text"
            1
            null
            """)
    void wantsAnObject(String json) {
        var refused = catchThrowableOfType(Rejected.class, () -> body(json));

        assertThat(refused.rejection())
                .isEqualTo(new Rejection.Invalid(List.of(new Fault("", "must be a JSON object"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            written                        | read
            2026-11-22T09:00:00.000Z       | 2026-11-22T09:00:00Z
            2026-11-22T09:00:00Z           | 2026-11-22T09:00:00Z
            2026-11-22t09:00:00z           | 2026-11-22T09:00:00Z
            2026-11-22T10:30:00+01:30      | 2026-11-22T09:00:00Z
            2026-11-22T09:00:00-00:00      | 2026-11-22T09:00:00Z
            2026-11-22T09:00:00.123456789Z | 2026-11-22T09:00:00.123456789Z
            1970-01-01T00:00:00Z           | 1970-01-01T00:00:00Z
            9999-12-31T23:59:59.999Z       | 9999-12-31T23:59:59.999Z
            1970-01-01T00:00:00+01:00      | -
            9999-12-31T23:59:59-01:00      | -
            2026-11-22T09:00Z              | -
            2026-11-22T09:00:00            | -
            2026-11-22                     | -
            2026-11-22 09:00:00Z           | -
            2026-11-22T09:00:00+01         | -
            2026-11-22T09:00:00+01:00:30   | -
            2026-11-22T24:00:00Z           | -
            2026-11-22T09:00:60Z           | -
            2026-02-29T09:00:00Z           | -
            2026-13-01T09:00:00Z           | -
            +12026-11-22T09:00:00Z         | -
            2026-11-22T09:00:00[Europe]    | -
            1763802000                     | -
            ''                             | -
            """)
    void readsTimesAsRfc3339HasThem(String written, @Nullable String read) {
        var body = body("{\"at\": \"" + written + "\"}");

        assertThat(body.time("at").map(Object::toString)).isEqualTo(Optional.ofNullable(read));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            written            | read
            0                  | 0
            -0                 | 0
            81234              | 81234
            1e3                | 1000
            1.0                | 1
            999999999999999999 | 999999999999999999
            1.5                | -
            1e18               | -
            1e300              | -
            1e-300             | -
            9999999999999999999| -
            """)
    void readsWholeNumbersOnly(String written, @Nullable Long read) {
        assertThat(body("{\"n\": " + written + "}").integer("n")).isEqualTo(Optional.ofNullable(read));
    }

    @Test
    void doesNotPrintWhatItHolds() {
        assertThat(body("{\"jo@example.com\": \"+49 170\"}").toString()).doesNotContain("jo@", "+49");
    }

    private static Body body(String json) {
        return Body.of(JsonReader.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<Fault> faults(Body body) {
        var refused = catchThrowableOfType(Rejected.class, body::check);
        return ((Rejection.Invalid) refused.rejection()).faults();
    }
}
