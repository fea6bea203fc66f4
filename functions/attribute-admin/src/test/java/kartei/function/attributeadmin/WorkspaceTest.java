package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

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

@DisplayName("S2, S6: the workspace and its plan")
class WorkspaceTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    WorkspaceTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "agent", "connector"})
    void existsFromTheFirstTokenThatNamesIt(String role) {
        var read = desk.as(role, "brand-new").call("GET", "/v1/workspace");

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo("""
                {"workspace":"brand-new","name":"brand-new","plan":"enterprise","features":["attributes","contacts",\
                "erasure","access-bundle","values","custom-attributes","matching","vip","contact-groups",\
                "prioritization","routing","crm","exports","virtual-agents"]}""");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            plan         | features
            standard     | attributes contacts erasure access-bundle
            professional | attributes contacts erasure access-bundle
            advanced     | attributes contacts erasure access-bundle values custom-attributes matching vip contact-groups prioritization routing
            enterprise   | attributes contacts erasure access-bundle values custom-attributes matching vip contact-groups prioritization routing crm exports virtual-agents
            """)
    void hasTheFeaturesOfItsPlan(String plan, String features) {
        var changed = desk.send("PATCH", "/v1/workspace", "{\"plan\": \"%s\", \"name\": \" Acme \"}".formatted(plan));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/name")).hasValue("Acme");
        assertThat(changed.json().get("features").valueStream().map(word -> word.asString()))
                .containsExactly(features.split(" "));
        var read = desk.agent().call("GET", "/v1/workspace");
        assertThat(read.body()).isEqualTo(changed.body());
        assertThat(etag(read)).isEqualTo(etag(changed));
    }

    @Test
    void changesOnlyWhatIsGiven() {
        desk.send("PATCH", "/v1/workspace", "{\"name\": \"Acme\"}");
        desk.send("PATCH", "/v1/workspace", "{\"plan\": \"advanced\"}");

        assertThat(desk.get("/v1/workspace").body()).contains("\"name\":\"Acme\",\"plan\":\"advanced\"");
    }

    @Test
    void honoursIfMatchAndIfNoneMatch() {
        var first = desk.get("/v1/workspace");
        var ifFirst = desk.admin().header("if-match", etag(first));

        assertThat(ifFirst.call("PATCH", "/v1/workspace", "{\"name\": \"Acme\"}").status()).isEqualTo(200);
        var again = ifFirst.call("PATCH", "/v1/workspace", "{\"name\": \"Other\"}");
        assertThat(again.status()).isEqualTo(412);
        assertThat(problem(again)).isEqualTo("stale");
        var known = desk.admin().header("if-none-match", etag(desk.get("/v1/workspace")));
        assertThat(known.call("GET", "/v1/workspace").status()).isEqualTo(304);
    }

    @Test
    void writesNothingWhenNothingChanges() {
        var before = desk.get("/v1/workspace");

        var bill = desk.bill(() -> desk.send("PATCH", "/v1/workspace", "{\"plan\": \"enterprise\"}"));

        assertThat(bill.writeUnits()).isZero();
        assertThat(etag(desk.get("/v1/workspace"))).isEqualTo(etag(before));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                               | pointers
            {"name": ""}                       | /name
            {"name": 5, "plan": "gold"}        | /name /plan
            {"name": null}                     | /name
            {"features": [], "plan": "Advanced"} | /features /plan
            []                                 | ''
            """)
    void namesAllFaultsAtOnce(String body, String pointers) {
        var refused = desk.send("PATCH", "/v1/workspace", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isChangedByAdminsOnly(String role) {
        var refused = desk.as(role, "w1").call("PATCH", "/v1/workspace", "{\"plan\": \"standard\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(problem(refused)).isEqualTo("forbidden");
    }

    @Test
    void isNobodyElses() {
        desk.plan("standard");

        assertThat(desk.as("admin", "w2").call("GET", "/v1/workspace").at("/plan")).hasValue("enterprise");
    }

    @Test
    void holdsForACopyThatWasWarmBefore() {
        var other = desk.anotherCopy().as("agent", "w1");
        other.call("GET", "/v1/workspace");

        desk.plan("standard");

        assertThat(other.call("GET", "/v1/workspace").at("/plan")).hasValue("standard");
    }

    @Test
    void costsOneRoundTripToRead() {
        desk.plan("advanced");
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        var bill = desk.bill(() -> desk.get("/v1/workspace"));

        assertThat(bill.roundTrips()).isEqualTo(1);
        assertThat(bill.readUnits()).isEqualTo(2);
    }
}
