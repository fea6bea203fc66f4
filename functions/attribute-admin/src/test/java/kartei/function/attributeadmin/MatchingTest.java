package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("S27, S28, S29, S30, S31: the matching attribute is chosen by an admin")
class MatchingTest {
    private static final String SETTING = "/v1/settings/matching";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;
    private final GivenContacts given;

    MatchingTest(TestTable table) {
        desk = new AdminDesk(table);
        given = new GivenContacts(desk.unwatched());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer choose(String body) {
        return desk.send("PUT", SETTING, body);
    }

    private Answer preview(String attribute) {
        return desk.send("POST", SETTING + "/preview", "{\"attribute\": \"%s\"}".formatted(attribute));
    }

    @Test
    void isNoneAtTheStart() {
        assertThat(desk.get(SETTING).body()).isEqualTo("{\"attribute\":null}");
    }

    @Test
    void isBuiltByAJobBesideWhatIsInForce() {
        var chosen = choose("{\"attribute\": \"EMAIL\"}");

        assertThat(chosen.status()).isEqualTo(202);
        assertThat(chosen.at("/attribute")).hasValue("email");
        assertThat(chosen.body()).contains("\"inForce\":{\"attribute\":null}");
        assertThat(chosen.at("/job/state")).hasValue("queued");
        assertThat(chosen.at("/job/kind")).hasValue("relink");
        assertThat(desk.get(SETTING).body()).isEqualTo(chosen.body());
        assertThat(desk.get("/v1/jobs/" + chosen.at("/job/id").orElseThrow()).at("/state")).hasValue("queued");
    }

    @Test
    void isTheOneThatWasAskedForLast() {
        var first = choose("{\"attribute\": \"email\"}").at("/job/id").orElseThrow();
        var again = choose("{\"attribute\": \"email\"}");
        var second = choose("{\"attribute\": \"phone\", \"defaultRegion\": \"DE\"}");

        assertThat(again.at("/job/id")).hasValue(first);
        assertThat(second.at("/defaultRegion")).hasValue("DE");
        assertThat(desk.get("/v1/jobs/" + first).at("/state")).hasValue("replaced");
        assertThat(second.at("/job/id").orElseThrow()).isNotEqualTo(first);
    }

    @Test
    void isWhatIsInForceAtOnceWhenNothingHasToBeBuilt() {
        choose("{\"attribute\": \"email\"}");
        var back = choose("{\"attribute\": null}");

        assertThat(back.status()).isEqualTo(200);
        assertThat(back.body()).isEqualTo("{\"attribute\":null}");
    }

    @Test
    void keepsTheRegionThatNobodyChanges() {
        choose("{\"attribute\": null, \"defaultRegion\": \"BR\"}");

        assertThat(choose("{\"attribute\": \"phone\"}").at("/defaultRegion")).hasValue("BR");
        assertThat(choose("{\"attribute\": \"phone\", \"defaultRegion\": null}").at("/defaultRegion")).isEmpty();
    }

    @Test
    void isChangedOnlyFromWhatTheCallerHasSeen() {
        var seen = etag(desk.get(SETTING));
        choose("{\"attribute\": \"email\"}");

        var late = desk.admin().header("if-match", seen).call("PUT", SETTING, "{\"attribute\": \"phone\"}");

        assertThat(problem(late)).isEqualTo("stale");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', quoteCharacter = '%', textBlock = """
            body                                               | status | problem   | pointer
            {"attribute": "vip"}                               | 422    | invalid   | /attribute
            {"attribute": "Tier"}                              | 422    | invalid   | /attribute
            {"attribute": "x-handle"}                          | 422    | invalid   | /attribute
            {"attribute": "nothing"}                           | 422    | invalid   | /attribute
            {"attribute": "jobTitle"}                          | 422    | invalid   | /attribute
            {"attribute": 7}                                   | 422    | invalid   | /attribute
            {}                                                 | 422    | invalid   | /attribute
            {"attribute": "phone", "defaultRegion": "Germany"} | 422    | invalid   | /defaultRegion
            {"attribute": "phone", "region": "DE"}             | 422    | invalid   | /region
            {"attribute": "phone"                              | 400    | malformed |
            """)
    void isATextAttributeThatIsOn(String body, int status, String problem, String pointer) {
        desk.make("{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Tin\"]}");
        desk.send("PATCH", "/v1/attributes/jobTitle", "{\"enabled\": false}");

        for (var answer : List.of(choose(body), desk.send("POST", SETTING + "/preview", body))) {
            assertThat(answer.status()).isEqualTo(status);
            assertThat(problem(answer)).isEqualTo(problem);
            assertThat(answer.at("/errors/0/pointer").orElse("")).isEqualTo(pointer == null ? "" : pointer);
        }
    }

    @Test
    void isNeitherDeletedNorSwitchedOff() {
        desk.make("{\"label\": \"Ref\", \"type\": \"text\"}");
        choose("{\"attribute\": \"Ref\"}");

        assertThat(problem(desk.send("PATCH", "/v1/attributes/ref", "{\"enabled\": false}"))).isEqualTo("conflict");
        assertThat(problem(desk.admin().call("DELETE", "/v1/attributes/ref"))).isEqualTo("conflict");
        assertThat(desk.send("PATCH", "/v1/attributes/ref", "{\"label\": \"Reference\"}").status()).isEqualTo(200);

        choose("{\"attribute\": null}");
        assertThat(desk.send("PATCH", "/v1/attributes/ref", "{\"enabled\": false}").status()).isEqualTo(200);
        assertThat(problem(desk.admin().call("DELETE", "/v1/attributes/ref"))).isEqualTo("conflict");
    }

    @Test
    void previewsWhatItWouldLink() {
        for (var email : List.of("a@example.com", "A@example.com", "b@example.com", "b@example.com", "b@EXAMPLE.com",
                "c@example.com")) {
            given.with(Map.of("email", email));
        }
        given.with(Map.of());

        assertThat(preview("email").body())
                .isEqualTo("{\"contacts\":7,\"linkedContacts\":5,\"persons\":2,\"tooCommon\":0,"
                        + "\"largest\":[{\"contacts\":3},{\"contacts\":2}]}");
        assertThat(preview("phone").at("/linkedContacts")).hasValue("0");
        assertThat(desk.bill(() -> preview("email")).roundTrips()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 51})
    void previewsValuesThatAreTooCommon(int contacts) {
        for (int i = 0; i < contacts; i++) {
            given.with(Map.of("email", "info@example.com"));
        }

        var preview = preview("email");

        assertThat(preview.at("/tooCommon")).hasValue(contacts > 50 ? "1" : "0");
        assertThat(preview.at("/persons")).hasValue(contacts > 50 ? "0" : "1");
    }

    @Test
    void isPreviewedAgainUnderAnIdempotencyKey() {
        given.with(Map.of("email", "a@example.com"));
        var caller = desk.admin().header("idempotency-key", "k-1");
        caller.call("POST", SETTING + "/preview", "{\"attribute\": \"email\"}");

        var again = caller.call("POST", SETTING + "/preview", "{\"attribute\": \"email\"}");
        var other = caller.call("POST", SETTING + "/preview", "{\"attribute\": \"phone\"}");

        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(problem(other)).isEqualTo("idempotency-mismatch");
    }

    @Test
    void listsTheValuesThatLinkNobody() {
        assertThat(desk.get(SETTING + "/too-common").body()).isEqualTo("{\"items\":[]}");
        given.matching("email");
        var contacts = Stream.generate(() -> given.with(Map.of("email", "info@example.com"))).limit(51).toList();
        given.with(Map.of("email", "jo@example.com"));

        var common = desk.get(SETTING + "/too-common");

        assertThat(common.json().at("/items")).hasSize(1);
        assertThat(common.at("/items/0/contacts")).hasValue("51");
        assertThat(contacts.toString())
                .contains(common.json().at("/items/0/sample").valueStream().map(id -> id.asString()).toList());
        assertThat(common.json().at("/items/0/sample")).hasSize(3);
        assertThat(common.body()).doesNotContain("info@example.com");
        given.set(contacts.getFirst(), "email", "other@example.com");
        assertThat(texts(desk.get(SETTING + "/too-common"), "/items", "/contacts")).isEmpty();
    }
}
