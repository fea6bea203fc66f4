package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.etag;
import static kartei.function.attributeadmin.AdminDesk.problem;
import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
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

@DisplayName("S9–S13, S15: an admin makes custom attributes")
class CreateAttributeTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    CreateAttributeTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @DisplayName("S10, S17: a text attribute, on in all channels, at the end of the order")
    void makesATextAttribute() {
        var last = desk.keys().size();

        var made = desk.make("""
                {"label": " Customer since ", "type": "text", "format": "date"}
                """);

        assertThat(made.header("location")).hasValue("/v1/attributes/Customer_since");
        assertThat(made.body()).isEqualTo("""
                {"key":"Customer_since","label":"Customer since","kind":"custom","type":"text","format":"date",\
                "options":[],"enabled":true,"crmManaged":false,"lookup":false,"position":%d,"version":1}"""
                .formatted(last));
        var read = desk.get("/v1/attributes/customer_SINCE");
        assertThat(read.body()).isEqualTo(made.body());
        assertThat(etag(read)).isEqualTo(etag(made));
        assertThat(desk.keys()).hasSize(last + 1).last().isEqualTo("Customer_since");
    }

    @Test
    @DisplayName("S11, S12: a dropdown, whose options have ids of their own")
    void makesADropdown() {
        var made = desk.make("""
                {"label": "Tier", "key": "tier", "type": "dropdown", "options": ["Gold", " Silver "], "enabled": false}
                """);

        assertThat(texts(made, "/options", "/label")).containsExactly("Gold", "Silver");
        assertThat(texts(made, "/options", "/id")).doesNotHaveDuplicates().allMatch(id -> id.length() == 26);
        assertThat(made.at("/enabled")).hasValue("false");
        assertThat(made.at("/format")).hasValue("text");
    }

    @Test
    @DisplayName("S20–S22: both flags may be set at once")
    void makesACrmManagedLookupAttribute() {
        var made = desk
                .make("{\"label\": \"Customer no\", \"type\": \"text\", \"crmManaged\": true, \"lookup\": true}");

        assertThat(made.at("/crmManaged")).hasValue("true");
        assertThat(made.at("/lookup")).hasValue("true");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                                                                | pointers
            {}                                                                  | /label /type
            {"label": "", "type": "text"}                                       | /label
            {"label": "\240", "type": "text"}                                 | /label
            {"label": 5, "type": 5}                                             | /label /type
            {"label": "a\\nb", "type": "text"}                                  | /label
            {"label": "A", "type": "flag"}                                      | /type
            {"label": "A", "type": "TEXT"}                                      | /type
            {"label": "A", "type": "text", "format": "colour"}                  | /format
            {"label": "A", "type": "text", "key": "a-b"}                        | /key
            {"label": "A", "type": "text", "key": ""}                           | /key
            {"label": "A", "type": "text", "key": "größe"}                      | /key
            {"label": "A", "type": "text", "options": ["x", "y"]}               | /options
            {"label": "A", "type": "dropdown"}                                  | /options
            {"label": "A", "type": "dropdown", "options": ["x"]}                | /options
            {"label": "A", "type": "dropdown", "options": ["x", "X"]}           | /options/1
            {"label": "A", "type": "dropdown", "options": ["x", " ｘ ", ""]}     | /options/1 /options/2
            {"label": "A", "type": "dropdown", "options": ["x", 5]}             | /options/1
            {"label": "A", "type": "dropdown", "options": ["a", "b"], "format": "number"} | /format
            {"label": "A", "type": "text", "enabled": "yes", "lookup": 1}       | /enabled /lookup
            {"label": "A", "type": "text", "colour": "red", "kind": "platform"} | /colour /kind
            """)
    void namesAllFaultsAtOnce(String body, String pointers) {
        var refused = desk.send("POST", "/v1/attributes", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(problem(refused)).isEqualTo("invalid");
        assertThat(texts(refused, "/errors", "/pointer")).isSubsetOf(pointers.split(" ")).contains(pointers.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            characters | options | status
            80         | 2       | 201
            81         | 2       | 422
            80         | 500     | 201
            80         | 501     | 422
            """)
    void keepsToTheLimits(int characters, int options, int status) {
        var labels = IntStream.range(0, options)
                .mapToObj(i -> "\"" + "%04d".formatted(i) + "x".repeat(characters - 4) + "\"")
                .collect(Collectors.joining(","));

        var answer = desk.send("POST", "/v1/attributes", """
                {"label": "%s", "type": "dropdown", "options": [%s]}""".formatted("L".repeat(characters), labels));

        assertThat(answer.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            label       | key       | why
            tIER        | -         | the label
            ' Ｔier '   | other     | the label
            Other       | TIER      | the key
            E-Mail      | mail      | the label
            Mail        | EMAIL     | the key
            VIP         | -         | the label
            Very        | Vip       | the key
            X handle    | xhandle   | the label
            """)
    @DisplayName("keys and labels are unique without regard to case, those of built-in attributes included")
    void refusesNamesThatAreTaken(String label, String key, String why) {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        var refused = desk.send("POST", "/v1/attributes", "{\"label\": \"%s\", \"type\": \"text\"%s}".formatted(label,
                key == null ? "" : ", \"key\": \"" + key + "\""));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(problem(refused)).isEqualTo("conflict");
        assertThat(refused.at("/detail").orElse("")).startsWith(why);
    }

    @Test
    void derivesAFreeKeyFromTheLabel() {
        var keys = new ArrayList<String>();
        for (var label : List.of("日本", "中国", "Email", "E mail", "a".repeat(70), "b" + "a".repeat(69))) {
            keys.add(desk.make("{\"label\": \"%s\", \"type\": \"text\"}".formatted(label)).at("/key").orElseThrow());
        }

        assertThat(keys).containsExactly("attribute", "attribute_2", "Email_2", "E_mail", "a".repeat(64),
                "b" + "a".repeat(63));
    }

    @Test
    void makesAllOfThirtyTwoAtOnce() {
        var answers = atOnce(32, i -> desk.send("POST", "/v1/attributes",
                "{\"label\": \"Attribute no %d\", \"type\": \"text\"}".formatted(i)));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(desk.keys()).filteredOn(key -> key.startsWith("Attribute_no_")).hasSize(32).doesNotHaveDuplicates();
    }

    @Test
    void makesOneOfManyWithTheSameNameInAnyCase() {
        var names = List.of("Tier", "TIER", "tier", "tIer");

        var answers = atOnce(16, i -> desk.send("POST", "/v1/attributes",
                "{\"label\": \"%s\", \"type\": \"text\"}".formatted(names.get(i % names.size()))));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
        assertThat(desk.keys()).filteredOn("tier"::equalsIgnoreCase).hasSize(1);
    }

    @Test
    void givesTheFirstAnswerAgainUnderTheSameIdempotencyKey() {
        var caller = desk.admin().header("idempotency-key", "k-1");
        var first = caller.call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}");

        var again = caller.call("POST", "/v1/attributes", "{ \"type\": \"text\", \"label\": \"Tier\" }");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(first.header("idempotent-replayed")).isEmpty();
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(again.header("location")).isEqualTo(first.header("location"));
        var other = caller.call("POST", "/v1/attributes", "{\"label\": \"Level\", \"type\": \"text\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(problem(other)).isEqualTo("idempotency-mismatch");
    }

    @Test
    void hasNothingToGiveAgainOfWhatWasDeleted() {
        var caller = desk.admin().header("idempotency-key", "k-1");
        caller.call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.admin().call("DELETE", "/v1/attributes/Tier");

        var again = caller.call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}");

        assertThat(again.status()).isEqualTo(404);
        assertThat(problem(again)).isEqualTo("not-found");
    }

    @Test
    void forgetsAnIdempotencyKeyAfterADay() {
        var caller = desk.admin().header("idempotency-key", "k-1");
        caller.call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}");

        desk.clock.advance(Duration.ofHours(25));

        var later = caller.call("POST", "/v1/attributes", "{\"label\": \"Level\", \"type\": \"text\"}");
        assertThat(later.status()).isEqualTo(201);
    }

    @Test
    void makesOneOfManyUnderTheSameIdempotencyKey() {
        var caller = desk.admin().header("idempotency-key", "k-1");

        var answers = atOnce(8,
                i -> caller.call("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}"));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.at("/key").orElse("")).containsOnly("Tier");
        assertThat(answers).filteredOn(answer -> answer.header("idempotent-replayed").isEmpty()).hasSize(1);
    }

    @Test
    void makesItOnceWhenTheAnswerOfTheTableIsLost() {
        desk.faults.on("TransactWriteItems").first(1).inject(new Fault.AnswerLost());

        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        assertThat(desk.faults.fired()).isEqualTo(1);
    }

    @Test
    void waitsForOthersAndIsBusyWhenTheyDoNotEnd() {
        desk.faults.on("TransactWriteItems").first(3).inject(new Fault.Conflict());
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
        desk.faults.clear();

        desk.faults.on("TransactWriteItems").always().inject(new Fault.Conflict());
        var busy = desk.send("POST", "/v1/attributes", "{\"label\": \"Level\", \"type\": \"text\"}");

        assertThat(busy.status()).isEqualTo(503);
        assertThat(problem(busy)).isEqualTo("busy");
        desk.faults.clear();
        assertThat(desk.keys()).doesNotContain("Level");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "professional"})
    @DisplayName("S2: a plan without custom attributes has no such route")
    void isNotThereInAPlanThatLacksIt(String plan) {
        desk.plan(plan);

        var refused = desk.send("POST", "/v1/attributes", "{\"label\": \"Tier\", \"type\": \"text\"}");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(problem(refused)).isEqualTo("feature-not-in-plan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdminsOnly(String role) {
        assertThat(desk.as(role, "w1").call("POST", "/v1/attributes", "{}").status()).isEqualTo(403);
    }

    @Test
    void costsThreeRoundTrips() {
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        var bill = desk.bill(() -> desk.make("{\"label\": \"Level\", \"type\": \"text\"}"));

        assertThat(bill.operations()).containsExactly("BatchGetItem", "TransactWriteItems", "BatchGetItem");
        assertThat(bill.roundTrips()).isEqualTo(3);
    }

    private static List<Answer> atOnce(int count, IntFunction<Answer> action) {
        return Together.all(IntStream.range(0, count).<Supplier<Answer>>mapToObj(i -> () -> action.apply(i)).toList());
    }
}
