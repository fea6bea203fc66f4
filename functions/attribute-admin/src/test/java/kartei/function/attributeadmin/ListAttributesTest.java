package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListAttributesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    ListAttributesTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @DisplayName("S1: a new workspace has the standard attributes at its first request; S14: and the platform ones, off")
    void beginsWithTheStandardAttributes() {
        var list = desk.get("/v1/attributes?limit=200");

        assertThat(texts(list, "/items", "/key")).startsWith("vip", "firstName", "lastName", "email", "phone",
                "accountId", "jobTitle", "x-handle");
        assertThat(list.at("/items/0/type")).hasValue("flag");
        assertThat(list.json().at("/items/3")).hasToString("""
                {"key":"email","label":"E-mail","kind":"standard","type":"text","format":"email","options":[],\
                "enabled":true,"crmManaged":false,"lookup":false,"position":3,"version":0}""");
        assertThat(list.json().at("/items/7")).hasToString("""
                {"key":"x-handle","label":"X handle","kind":"platform","type":"text","format":"text","options":[],\
                "enabled":false,"media":{"x":true},"crmManaged":false,"lookup":false,"position":7,"version":0}""");
        assertThat(list.json().get("items").valueStream().map(item -> item.get("position").asInt()).toList())
                .isEqualTo(IntStream.range(0, list.json().get("items").size()).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    @DisplayName("S3, S7: who is no admin gets only what is on, in the admin's order")
    void givesOthersOnlyWhatIsOn(String role) {
        desk.send("PATCH", "/v1/attributes/lastName", "{\"enabled\": false}");
        desk.send("PATCH", "/v1/attributes/x-bio", "{\"enabled\": true}");
        desk.send("PUT", "/v1/attributes/email/position", "{\"after\": null}");
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.make("{\"label\": \"Hidden\", \"type\": \"text\", \"enabled\": false}");

        assertThat(desk.keys(desk.as(role, "w1"), "/v1/attributes")).containsExactly("email", "vip", "firstName",
                "phone", "accountId", "jobTitle", "x-bio", "Tier");
    }

    @Test
    @DisplayName("S23: a platform attribute that is off on its medium is off for agents")
    void givesAgentsNoPlatformAttributeThatIsOffOnItsMedium() {
        desk.send("PATCH", "/v1/attributes/x-bio", "{\"enabled\": true, \"media\": {\"x\": false}}");

        assertThat(desk.keys(desk.agent(), "/v1/attributes")).doesNotContain("x-bio");
        assertThat(desk.keys(desk.agent(), "/v1/attributes?medium=x")).doesNotContain("x-bio");
        assertThat(desk.keys()).contains("x-bio");
    }

    @Test
    @DisplayName("S14, S18: a medium narrows the platform attributes to its own")
    void narrowsToAMedium() {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.send("PATCH", "/v1/attributes/instagram-name", "{\"enabled\": true}");

        assertThat(desk.keys(desk.admin(), "/v1/attributes?medium=instagram")).containsExactly("vip", "firstName",
                "lastName", "email", "phone", "accountId", "jobTitle", "instagram-handle", "instagram-name",
                "instagram-followers", "instagram-verified", "Tier");
        assertThat(desk.keys(desk.agent(), "/v1/attributes?medium=instagram")).containsExactly("vip", "firstName",
                "lastName", "email", "phone", "accountId", "jobTitle", "instagram-name", "Tier");
    }

    @Test
    void refusesAMediumThatIsNone() {
        var refused = desk.get("/v1/attributes?medium=Instagram");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactly("/medium");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "professional"})
    @DisplayName("S2: VIP is not there in a plan that lacks it; custom attributes stay, and come back with the plan")
    void leavesOutWhatThePlanLacks(String plan) {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.plan(plan);

        var keys = desk.keys();
        assertThat(keys).startsWith("firstName", "lastName").contains("Tier").doesNotContain("vip");
        assertThat(desk.get("/v1/attributes").at("/items/0/position")).hasValue("0");
        var vip = desk.get("/v1/attributes/vip");
        assertThat(vip.status()).isEqualTo(404);
        assertThat(problem(vip)).isEqualTo("feature-not-in-plan");

        desk.plan("advanced");
        assertThat(desk.keys()).startsWith("vip", "firstName").hasSize(keys.size() + 1);
    }

    @Test
    @DisplayName("S9: with usage, each attribute and option says how many contacts have it")
    void countsUse() {
        var given = new GivenContacts(desk.unwatched());
        desk.make("{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Silver\"]}");
        given.with(Map.of("Tier", "Gold", "email", "a@example.com"));
        given.with(Map.of("Tier", "Gold"));
        given.clear(given.with(Map.of("Tier", "Silver", "email", "b@example.com")), "Tier");

        var list = desk.get("/v1/attributes?include=usage&limit=200").json().get("items").valueStream().toList();

        var email = list.stream().filter(item -> item.get("key").asString().equals("email")).findFirst().orElseThrow();
        var tier = list.getLast();
        assertThat(email.get("usage").asInt()).isEqualTo(2);
        assertThat(tier.get("usage").asInt()).isEqualTo(2);
        assertThat(tier.get("options").valueStream().map(option -> option.get("contacts").asInt())).containsExactly(2,
                0);
        assertThat(list).filteredOn(item -> !item.has("usage"))
                .allMatch(item -> item.get("kind").asString().equals("platform")
                        || item.get("key").asString().equals("vip"));
        assertThat(desk.get("/v1/attributes").body()).doesNotContain("usage");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void givesCountsToAdminsOnly(String role) {
        var refused = desk.as(role, "w1").call("GET", "/v1/attributes?include=usage");

        assertThat(refused.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"1", "7", "50", "200"})
    void comesInPages(int limit) {
        var all = desk.keys();

        assertThat(desk.keys(desk.admin(), "/v1/attributes?limit=" + limit)).isEqualTo(all);
    }

    @Test
    void goesOnBehindTheLastOneWhereverItWasMoved() {
        var first = desk.get("/v1/attributes?limit=3");
        desk.send("PUT", "/v1/attributes/lastName/position", "{\"after\": \"phone\"}");

        var next = desk.get("/v1/attributes?limit=3&cursor=" + first.at("/next").orElseThrow());

        assertThat(texts(first, "/items", "/key")).containsExactly("vip", "firstName", "lastName");
        assertThat(texts(next, "/items", "/key")).containsExactly("accountId", "jobTitle", "x-handle");
    }

    @Test
    void goesOnAtTheSamePlaceWhenTheLastOneIsGone() {
        for (var label : List.of("A", "B", "C", "D")) {
            desk.make("{\"label\": \"%s\", \"type\": \"text\"}".formatted(label));
        }
        var count = desk.keys().size();
        var first = desk.get("/v1/attributes?limit=" + (count - 2));
        desk.admin().call("DELETE", "/v1/attributes/B");

        var next = desk.get("/v1/attributes?limit=50&cursor=" + first.at("/next").orElseThrow());

        assertThat(texts(first, "/items", "/key")).endsWith("A", "B");
        assertThat(texts(next, "/items", "/key")).containsExactly("C", "D");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            of                       | used at
            /v1/attributes?limit=3   | /v1/attributes?medium=x
            /v1/attributes?limit=3&medium=x | /v1/attributes
            /v1/attributes?limit=3   | /v1/attributes?include=usage
            """)
    void refusesACursorOfAnotherList(String of, String usedAt) {
        var cursor = desk.get(of).at("/next").orElseThrow();

        var refused = desk.get(usedAt + (usedAt.contains("?") ? "&" : "?") + "cursor=" + cursor);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(problem(refused)).isEqualTo("malformed");
        assertThat(desk.as("admin", "w2").call("GET", "/v1/attributes?cursor=" + cursor).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "ten", "-1", ""})
    void refusesALimitOutOfRange(String limit) {
        assertThat(desk.get("/v1/attributes?limit=" + limit).status()).isEqualTo(422);
    }

    @Test
    void isNotSentAgainToWhoHasIt() {
        var list = desk.get("/v1/attributes");
        var known = desk.admin().header("if-none-match", etag(list));

        assertThat(known.call("GET", "/v1/attributes").status()).isEqualTo(304);

        desk.send("PATCH", "/v1/attributes/email", "{\"label\": \"Mail\"}");
        assertThat(known.call("GET", "/v1/attributes").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("a change holds for every request that starts after its answer, also in another copy of the function")
    void isTrueInEveryCopy() {
        var other = desk.anotherCopy();
        other.as("agent", "w1").call("GET", "/v1/attributes");

        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        assertThat(desk.keys(other.as("agent", "w1"), "/v1/attributes")).contains("Tier");

        desk.send("PATCH", "/v1/attributes/tier", "{\"enabled\": false}");
        assertThat(desk.keys(other.as("agent", "w1"), "/v1/attributes")).doesNotContain("Tier");
    }

    @Test
    void isNobodyElses() {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        assertThat(desk.keys(desk.as("admin", "w2"), "/v1/attributes")).doesNotContain("Tier");
        assertThat(desk.as("admin", "w2").call("GET", "/v1/attributes/tier").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "no%20key", "x%2Fy", "%23", "a%00b"})
    void hasNothingUnderAKeyThatIsNotThere(String key) {
        assertThat(desk.get("/v1/attributes/" + key).status()).isEqualTo(404);
    }

    @Test
    @DisplayName("costs one round trip and 3 units when warm, with counts two")
    void costsOneRoundTrip() {
        desk.plan("enterprise");
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.get("/v1/attributes?limit=2");

        var bill = desk.bill(() -> desk.get("/v1/attributes?limit=2"));
        var counted = desk.bill(() -> desk.get("/v1/attributes?include=usage"));

        assertThat(bill.operations()).containsExactly("BatchGetItem");
        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.readUnits()).isLessThanOrEqualTo(3);
        assertThat(counted.roundTrips()).isEqualTo(2);
    }
}
