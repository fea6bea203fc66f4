package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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

@DisplayName("S8: an admin puts attributes in order")
class OrderAttributesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    OrderAttributesTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Answer move(String key, String after) {
        return desk.send("PUT", "/v1/attributes/%s/position".formatted(key), "{\"after\": %s}".formatted(after));
    }

    private Answer order(List<String> keys) {
        var quoted = keys.stream().map(key -> "\"" + key + "\"").collect(Collectors.joining(","));
        return desk.send("PUT", "/v1/attributes/order", "{\"keys\": [%s]}".formatted(quoted));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '~', textBlock = """
            key      | after       | first ones
            email    | null        | email vip firstName lastName phone accountId jobTitle x-handle
            vip      | "lastName"  | firstName lastName vip email phone accountId jobTitle x-handle
            x-handle | "VIP"       | vip x-handle firstName lastName email phone accountId jobTitle
            JOBTITLE | "firstName" | vip firstName jobTitle lastName email phone accountId x-handle
            lastName | "firstName" | vip firstName lastName email phone accountId jobTitle x-handle
            """)
    void movesOne(String key, String after, String firstOnes) {
        var moved = move(key, after);

        assertThat(moved.status()).isEqualTo(200);
        assertThat(texts(moved, "/items", "/key")).startsWith(firstOnes.split(" "));
        assertThat(desk.keys()).startsWith(firstOnes.split(" "));
        assertThat(desk.keys(desk.agent(), "/v1/attributes")).startsWith(firstOnes.replace(" x-handle", "").split(" "));
    }

    @Test
    void movesToTheEnd() {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        move("vip", "\"Tier\"");

        assertThat(desk.keys()).endsWith("Tier", "vip");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key     | body                          | status | pointers
            email   | {}                            | 422    | /after
            email   | {"after": "nothing"}          | 422    | /after
            email   | {"after": "EMAIL"}            | 422    | /after
            email   | {"after": 3, "before": "vip"} | 422    | /after /before
            nothing | {"after": null}               | 404    | -
            """)
    void refusesAMoveToNowhere(String key, String body, int status, String pointers) {
        var refused = desk.send("PUT", "/v1/attributes/%s/position".formatted(key), body);

        assertThat(refused.status()).isEqualTo(status);
        if (status == 422) {
            assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
        }
    }

    @Test
    void setsTheWholeOrder() {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        var keys = new ArrayList<>(desk.keys());
        Collections.shuffle(keys, new Random(1));

        var ordered = order(keys.stream().map(key -> key.toUpperCase(Locale.ROOT)).toList());

        assertThat(ordered.status()).isEqualTo(200);
        assertThat(texts(ordered, "/items", "/key")).isEqualTo(keys);
        assertThat(desk.keys()).isEqualTo(keys);
    }

    @Test
    void refusesAnOrderThatIsNotOfEveryKeyOnce() {
        var keys = new ArrayList<>(desk.keys());
        keys.removeLast();
        keys.set(3, "VIP");
        keys.add("nothing");

        var refused = order(keys);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder("/keys/3",
                "/keys/" + (keys.size() - 1), "/keys");
        assertThat(refused.body()).contains("lacks email, email-address");
        assertThat(desk.keys()).startsWith("vip", "firstName", "lastName", "email");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"keys\": null}", "{\"keys\": \"vip\"}", "{\"keys\": [1]}", "[]"})
    void refusesWhatIsNoOrder(String body) {
        assertThat(desk.send("PUT", "/v1/attributes/order", body).status()).isEqualTo(422);
    }

    @Test
    @DisplayName("S2: an order without what the plan lacks leaves that at its place")
    void leavesWhatThePlanLacksAtItsPlace() {
        move("vip", "\"email\"");
        desk.plan("standard");
        var keys = new ArrayList<>(desk.keys());
        Collections.reverse(keys);

        assertThat(order(keys).status()).isEqualTo(200);
        assertThat(desk.keys()).isEqualTo(keys);
        assertThat(problem(move("vip", "null"))).isEqualTo("feature-not-in-plan");
        assertThat(move("email", "\"vip\"").status()).isEqualTo(422);

        desk.plan("enterprise");
        assertThat(desk.keys().indexOf("vip")).isEqualTo(3);
    }

    @Test
    void leadsToTheNextPageOfTheList() {
        for (int i = 0; i < 20; i++) {
            desk.make("{\"label\": \"Attribute %d\", \"type\": \"text\"}".formatted(i));
        }

        var moved = move("email", "null");

        assertThat(texts(moved, "/items", "/key")).hasSize(50);
        var next = moved.header("link").orElseThrow().replaceAll("^<|>.*$", "");
        assertThat(next).startsWith("/v1/attributes?cursor=");
        assertThat(desk.keys(desk.admin(), next)).hasSize(desk.keys().size() - 50).last().isEqualTo("Attribute_19");
    }

    @Test
    void honoursTheTagOfTheListInIfMatch() {
        var list = desk.get("/v1/attributes");
        var ifList = desk.admin().header("if-match", etag(list));

        var moved = ifList.call("PUT", "/v1/attributes/email/position", "{\"after\": null}");
        assertThat(moved.status()).isEqualTo(200);
        assertThat(ifList.call("PUT", "/v1/attributes/vip/position", "{\"after\": null}").status()).isEqualTo(412);
        var ifMoved = desk.admin().header("if-match", etag(moved));
        assertThat(ifMoved.call("PUT", "/v1/attributes/vip/position", "{\"after\": null}").status()).isEqualTo(200);
    }

    @Test
    void decidesAnewWhenSomebodyElseMovedAnAttribute() {
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.anotherCopy()
                        .as("admin", "w1")
                        .call("PUT", "/v1/attributes/jobTitle/position", "{\"after\": null}")));

        assertThat(texts(move("email", "\"jobTitle\""), "/items", "/key")).startsWith("jobTitle", "email", "vip");
    }

    @Test
    void refusesAnOrderThatLacksWhatSomebodyElseHasJustMade() {
        var keys = desk.keys();
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> desk.anotherCopy()
                        .as("admin", "w1")
                        .call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}")));
        var reversed = new ArrayList<>(keys);
        Collections.reverse(reversed);

        var refused = order(reversed);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("lacks Tier");
    }

    @Test
    void losesNoneOfManyMovesAtOnce() {
        var keys = List.of("email", "phone", "x-bio", "jobTitle");

        var answers = Together.all(keys.stream().<Supplier<Answer>>map(key -> () -> move(key, "null")).toList());

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(desk.keys().subList(0, 4)).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void writesNothingWhenNothingMoves() {
        var bill = desk.bill(() -> move("firstName", "\"vip\""));

        assertThat(bill.writeUnits()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdminsOnly(String role) {
        var caller = desk.as(role, "w1");

        assertThat(caller.call("PUT", "/v1/attributes/email/position", "{\"after\": null}").status()).isEqualTo(403);
        assertThat(caller.call("PUT", "/v1/attributes/order", "{\"keys\": []}").status()).isEqualTo(403);
    }

    @Test
    void costsTwoRoundTrips() {
        move("email", "null");

        var bill = desk.bill(() -> move("phone", "null"));

        assertThat(bill.operations()).containsExactly("BatchGetItem", "TransactWriteItems");
        assertThat(bill.writeUnits()).isEqualTo(2);
    }
}
