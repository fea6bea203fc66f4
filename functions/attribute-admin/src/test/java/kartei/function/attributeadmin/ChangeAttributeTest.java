package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("S7, S12, S20–S24, S32, S38, S39: an admin changes attributes")
class ChangeAttributeTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    ChangeAttributeTest(TestTable table) {
        this.desk = new AdminDesk(table);
        desk.make("{\"label\": \"Note\", \"type\": \"text\"}");
        desk.make("{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Silver\", \"Bronze\"]}");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer patch(String key, String json) {
        return desk.send("PATCH", "/v1/attributes/" + key, json);
    }

    @Test
    void changesOnlyWhatIsGiven() {
        var before = desk.get("/v1/attributes/Note");

        var changed = patch("NOTE", "{\"label\": \" Remark \"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(before.body()
                .replace("\"label\":\"Note\"", "\"label\":\"Remark\"")
                .replace("\"version\":1", "\"version\":2"));
        assertThat(desk.get("/v1/attributes/Note").body()).isEqualTo(changed.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vip", "email", "x-handle", "Note"})
    @DisplayName("S7, S24, S32, S38, S39: each attribute is turned on and off, VIP in the same list")
    void turnsOnAndOff(String key) {
        var on = patch(key, "{\"enabled\": true}");
        var off = patch(key, "{\"enabled\": false}");

        assertThat(List.of(on, off)).extracting(Answer::status).containsOnly(200);
        assertThat(desk.get("/v1/attributes/" + key).at("/enabled")).hasValue("false");
        assertThat(desk.keys(desk.agent(), "/v1/attributes")).doesNotContain(key);
        assertThat(desk.keys()).contains(key);
    }

    @Test
    @DisplayName("S23: a platform attribute is switched per medium")
    void switchesAPlatformAttributePerMedium() {
        var changed = patch("x-handle", "{\"enabled\": true, \"media\": {\"x\": false}}");

        assertThat(changed.at("/media/x")).hasValue("false");
        assertThat(changed.at("/enabled")).hasValue("true");
        assertThat(changed.at("/version")).hasValue("1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key      | body                                          | pointers
            Note     | {"type": "text", "key": "note", "kind": "x"}  | /type /key /kind
            Note     | {"label": "", "enabled": 1}                   | /label /enabled
            Note     | {"label": null, "enabled": null}              | /label /enabled
            Note     | {"format": "date"}                            | /format
            Note     | {"media": {"x": true}}                        | /media /media/x
            Note     | {"options": [{"label": "a"}, {"label": "b"}]} | /options
            email    | {"media": {}}                                 | /media
            x-handle | {"media": {"instagram": true, "fax": true}}   | /media/instagram /media/fax
            x-handle | {"media": {"x": "on"}}                        | /media/x
            x-handle | {"crmManaged": true}                          | /crmManaged
            email    | {"crmManaged": true}                          | /crmManaged
            vip      | {"crmManaged": true, "lookup": true}          | /crmManaged /lookup
            Tier     | {"options": [{"label": "a"}]}                 | /options
            Tier     | {"options": []}                               | /options
            Tier     | {"options": null}                             | /options
            Tier     | {"options": ["a", "b"]}                       | /options /options/0 /options/1
            Tier     | {"options": [{"label": "a"}, {"label": "A"}]} | /options/1/label
            Tier     | {"options": [{"id": "nope", "label": "a"}, {"label": ""}]} | /options/0/id /options/1/label
            Tier     | {"options": [{"id": "x"}, {"label": "b", "colour": 1}]} | /options/0/id /options/0/label /options/1/colour
            """)
    @DisplayName("S21 and others: all faults at once")
    void namesAllFaultsAtOnce(String key, String body, String pointers) {
        var refused = patch(key, body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key      | crmManaged | lookup
            Note     | true       | true
            Tier     | true       | false
            x-handle | false      | true
            email    | false      | true
            vip      | false      | false
            """)
    @DisplayName("S20–S22: what may be looked up by, and what the CRM may manage")
    void setsTheFlagsOfTheCrm(String key, boolean crmManaged, boolean lookup) {
        var changed = patch(key, "{\"crmManaged\": %s, \"lookup\": %s}".formatted(crmManaged, lookup));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/crmManaged")).hasValue(Boolean.toString(crmManaged));
        assertThat(changed.at("/lookup")).hasValue(Boolean.toString(lookup));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key   | label       | status
            Note  | NOTE        | 200
            Note  | tIER        | 409
            Note  | E-mail      | 409
            Note  | X handle    | 409
            email | Mail        | 200
            email | E-MAIL      | 200
            email | VIP         | 409
            """)
    void keepsLabelsUnique(String key, String label, int status) {
        var answer = patch(key, "{\"label\": \"%s\"}".formatted(label));

        assertThat(answer.status()).isEqualTo(status);
    }

    @Test
    void setsALabelFreeThatIsNoLongerUsed() {
        patch("Note", "{\"label\": \"Remark\"}");
        patch("email", "{\"label\": \"Mail\"}");

        assertThat(patch("Tier", "{\"label\": \"Note\"}").status()).isEqualTo(200);
        assertThat(patch("Note", "{\"label\": \"MAIL\"}").status()).isEqualTo(409);
        assertThat(patch("Note", "{\"label\": \"E-mail\"}").status()).isEqualTo(409);
        assertThat(patch("email", "{\"label\": \"E-mail\"}").status()).isEqualTo(200);
        assertThat(patch("Note", "{\"label\": \"Mail\"}").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S12: options are renamed, made, moved; an id stays")
    void changesOptions() {
        var ids = texts(desk.get("/v1/attributes/Tier"), "/options", "/id");

        var changed = patch("Tier", """
                {"options": [{"label": "Platinum"}, {"id": "%s", "label": "Silver"}, {"id": "%s", "label": "GOLD"}]}
                """.formatted(ids.get(1), ids.getFirst()));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(texts(changed, "/options", "/label")).containsExactly("Platinum", "Silver", "GOLD");
        assertThat(texts(changed, "/options", "/id")).endsWith(ids.get(1), ids.getFirst())
                .doesNotContain(ids.get(2))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("S12: an option that contacts use is removed only with their values")
    void removesAnOptionThatIsUsedOnlyWithItsValues() {
        var given = new GivenContacts(desk.unwatched());
        given.with(Map.of("Tier", "Bronze"));
        given.with(Map.of("Tier", "Bronze"));
        given.with(Map.of("Tier", "Gold"));
        var ids = texts(desk.get("/v1/attributes/Tier"), "/options", "/id");
        var withoutBronze = """
                {"options": [{"id": "%s", "label": "Gold"}, {"id": "%s", "label": "Silver"}]}
                """.formatted(ids.getFirst(), ids.get(1));

        var refused = patch("Tier", withoutBronze);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/contacts")).hasValue("2");
        assertThat(desk.get("/v1/attributes/Tier").at("/version")).hasValue("1");

        var changed = desk.send("PATCH", "/v1/attributes/Tier?clearValues=true", withoutBronze);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(texts(changed, "/options", "/label")).containsExactly("Gold", "Silver");
        assertThat(changed.at("/job/kind")).hasValue("clear-values");
    }

    @Test
    void decidesAnewWhenAContactComesToUseAnOptionThatIsBeingRemoved() {
        var given = new GivenContacts(desk.unwatched());
        var ids = texts(desk.get("/v1/attributes/Tier"), "/options", "/id");
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> given.with(Map.of("Tier", "Bronze"))));

        var refused = patch("Tier", """
                {"options": [{"id": "%s", "label": "Gold"}, {"id": "%s", "label": "Silver"}]}
                """.formatted(ids.getFirst(), ids.get(1)));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.at("/contacts")).hasValue("1");
    }

    @Test
    void removesHundredsOfOptionsAtOnce() {
        var labels = IntStream.range(0, 500)
                .mapToObj(i -> "\"Option %d\"".formatted(i))
                .collect(Collectors.joining(","));
        desk.make("{\"label\": \"Many\", \"type\": \"dropdown\", \"options\": [%s]}".formatted(labels));
        var ids = texts(desk.get("/v1/attributes/Many"), "/options", "/id");

        var changed = patch("Many", """
                {"options": [{"id": "%s", "label": "One"}, {"id": "%s", "label": "Two"}]}
                """.formatted(ids.getFirst(), ids.getLast()));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(texts(changed, "/options", "/label")).containsExactly("One", "Two");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "professional"})
    @DisplayName("S2: changing options needs custom attributes in the plan, order and on/off do not")
    void needsAPlanForOptionsOnly(String plan) {
        desk.plan(plan);

        var refused = patch("Tier", "{\"options\": [{\"label\": \"a\"}, {\"label\": \"b\"}]}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(problem(refused)).isEqualTo("feature-not-in-plan");
        assertThat(patch("Tier", "{\"enabled\": false}").status()).isEqualTo(200);
        assertThat(problem(patch("vip", "{\"enabled\": false}"))).isEqualTo("feature-not-in-plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "Note"})
    void honoursIfMatch(String key) {
        var first = desk.get("/v1/attributes/" + key);
        var ifFirst = desk.admin().header("if-match", etag(first));

        assertThat(ifFirst.call("PATCH", "/v1/attributes/" + key, "{\"enabled\": false}").status()).isEqualTo(200);
        var stale = ifFirst.call("PATCH", "/v1/attributes/" + key, "{\"enabled\": true}");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(problem(stale)).isEqualTo("stale");
    }

    @Test
    void doesNotTakeAMoveForAChangeOfTheAttribute() {
        var first = desk.get("/v1/attributes/email");
        desk.send("PUT", "/v1/attributes/email/position", "{\"after\": null}");

        var changed = desk.admin()
                .header("if-match", etag(first))
                .call("PATCH", "/v1/attributes/email", "{\"enabled\": false}");

        assertThat(changed.status()).isEqualTo(200);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        var bill = desk.bill(() -> patch("Note", "{\"label\": \"Note\", \"enabled\": true, \"lookup\": false}"));

        assertThat(bill.writeUnits()).isZero();
        assertThat(desk.get("/v1/attributes/Note").at("/version")).hasValue("1");
    }

    @Test
    void losesNoneOfManyChangesAtOnce() {
        var bodies = List.of("{\"label\": \"Remark\"}", "{\"enabled\": false}", "{\"crmManaged\": true}",
                "{\"lookup\": true}");

        var answers = Together.all(bodies.stream().<Supplier<Answer>>map(body -> () -> patch("Note", body)).toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(desk.get("/v1/attributes/Note").body()).contains("\"label\":\"Remark\"", "\"enabled\":false",
                "\"crmManaged\":true", "\"lookup\":true", "\"version\":5");
    }

    @Test
    void givesALabelToOneOfTwoThatWantIt() {
        var answers = Together.all(List.<Supplier<Answer>>of(() -> patch("Note", "{\"label\": \"Wanted\"}"),
                () -> patch("email", "{\"label\": \"WANTED\"}")));

        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 409);
    }

    @Test
    void doesItOnceWhenTheAnswerOfTheTableIsLost() {
        desk.faults.on("TransactWriteItems").first(1).inject(new Fault.AnswerLost());

        assertThat(patch("Note", "{\"label\": \"Remark\"}").at("/version")).hasValue("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdminsOnly(String role) {
        assertThat(desk.as(role, "w1").call("PATCH", "/v1/attributes/Note", "{}").status()).isEqualTo(403);
        assertThat(desk.as(role, "w1").call("GET", "/v1/attributes/Note").status()).isEqualTo(403);
    }

    @Test
    void hasNothingToChangeUnderAnUnknownKey() {
        assertThat(patch("nothing", "{\"enabled\": false}").status()).isEqualTo(404);
    }
}
