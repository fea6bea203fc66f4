package kartei.function.attributeadmin;

import static kartei.function.attributeadmin.AdminDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.storage.ConditionFailed;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("S12, S13: values go in the background")
class ClearValuesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final AdminDesk desk;
    private final GivenContacts given;
    private final JobRun jobs;
    private final String id;
    private final List<String> options;

    ClearValuesTest(TestTable table) {
        this.table = table;
        this.desk = new AdminDesk(table);
        this.given = new GivenContacts(desk.unwatched());
        this.jobs = desk.jobs();
        desk.make("{\"label\": \"Note\", \"type\": \"text\"}");
        var tier = desk
                .make("{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Silver\", \"Tin\"]}");
        this.options = texts(tier, "/options", "/id");
        this.id = given.idOf("Tier");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void deleteTier() {
        assertThat(desk.admin().call("DELETE", "/v1/attributes/Tier").status()).isEqualTo(202);
    }

    private void removeTin() {
        var kept = """
                {"options": [{"id": "%s", "label": "Gold"}, {"id": "%s", "label": "Silver"}]}
                """.formatted(options.get(0), options.get(1));
        assertThat(desk.send("PATCH", "/v1/attributes/Tier?clearValues=true", kept).status()).isEqualTo(200);
    }

    @Test
    void takesAllValuesOfADeletedAttributeAndNoOther() {
        var contacts = new ArrayList<ContactId>();
        for (int i = 0; i < 12; i++) {
            contacts.add(given.with(Map.of("Tier", "Gold", "Note", "n" + i)));
        }
        var without = given.with(Map.of("Note", "n"));
        var version = given.read(without).version();
        deleteTier();

        jobs.run();

        assertThat(contacts).allSatisfy(contact -> {
            assertThat(given.read(contact).values()).doesNotContainKey(id).containsKey(given.idOf("Note"));
            assertThat(given.read(contact).version()).isEqualTo(4);
        });
        assertThat(given.read(without).version()).isEqualTo(version);
        assertThat(table.items()).filteredOn(item -> !item.containsKey("turn"))
                .noneMatch(item -> !isLogged(item) && item.toString().contains(id));
    }

    @Test
    void takesOnlyTheValuesOfRemovedOptions() {
        var tin = given.with(Map.of("Tier", "Tin"));
        var gold = given.with(Map.of("Tier", "Gold"));
        var both = given.with(Map.of("Tier", "Tin"));
        given.change(both, "Tier", Source.CRM, Optional.of("Silver"));
        removeTin();

        jobs.run();

        assertThat(given.valuesOf(tin, id)).isEqualTo(new AttributeValues(Map.of(), 3));
        assertThat(given.valuesOf(gold, id).bySource().keySet()).containsExactly(Source.AGENT);
        assertThat(given.valuesOf(both, id).bySource().keySet()).containsExactly(Source.CRM);
        var usage = desk.get("/v1/attributes?include=usage&limit=200")
                .json()
                .get("items")
                .valueStream()
                .toList()
                .getLast();
        assertThat(usage.get("usage").asInt()).isEqualTo(2);
        assertThat(usage.get("options").valueStream().map(option -> option.get("contacts").asInt())).containsExactly(1,
                1);
    }

    @Test
    void writesDownWhatWent() {
        var both = given.with(Map.of("Tier", "Tin"));
        given.change(both, "Tier", Source.CRM, Optional.of("Silver"));
        removeTin();
        jobs.run();
        deleteTier();
        jobs.run();

        assertThat(given.changes(both)).containsExactlyInAnyOrder("agent - " + options.get(2),
                "crm - " + options.get(1), "agent " + options.get(2) + " -", "crm " + options.get(1) + " -");
    }

    @Test
    void startsWithoutValuesUnderAKeyThatIsMadeAgain() {
        var contact = given.with(Map.of("Tier", "Gold"));
        deleteTier();
        jobs.run();

        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");

        assertThat(given.idOf("Tier")).isNotEqualTo(id);
        assertThat(given.valuesOf(contact, given.idOf("Tier"))).isEqualTo(AttributeValues.NONE);
    }

    @Test
    void letsNoValueComeAnyMoreWhateverItsWriterKnew() {
        var contact = given.with(Map.of("Note", "n"));
        var late = given.prepared(contact, "Tier", Source.AGENT, Optional.of("Gold"));
        var tooLate = given.prepared(contact, "Tier", Source.AGENT, Optional.of("Tin"));

        removeTin();
        assertThatThrownBy(tooLate::run).hasCauseInstanceOf(ConditionFailed.class);
        deleteTier();
        assertThatThrownBy(late::run).hasCauseInstanceOf(ConditionFailed.class);

        jobs.run();
        assertThat(given.read(contact).values()).doesNotContainKey(id);
    }

    @Test
    void letsAValueThatIsBeingClearedBeReplacedAndCleared() {
        var replaced = given.with(Map.of("Tier", "Tin"));
        var cleared = given.with(Map.of("Tier", "Tin"));
        removeTin();

        given.set(replaced, "Tier", "Gold");
        given.clear(cleared, "Tier");
        jobs.run();

        assertThat(given.valuesOf(replaced, id).from(Source.AGENT)).isPresent();
        assertThat(given.valuesOf(cleared, id).bySource()).isEmpty();
    }

    @Test
    void letsTheAttributeGoWhileItsOptionsAreBeingCleared() {
        given.with(Map.of("Tier", "Tin"));
        given.with(Map.of("Tier", "Gold"));
        removeTin();
        deleteTier();

        jobs.run();

        assertThat(desk.keys()).doesNotContain("Tier");
        assertThat(table.items()).noneMatch(item -> item.toString().contains("USE#w1#" + id));
        desk.make("{\"label\": \"Tier\", \"type\": \"text\"}");
    }

    @Test
    void clearsAContactThatSomebodyElseEditsMeanwhile() {
        var contact = given.with(Map.of("Tier", "Gold"));
        deleteTier();
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> given.set(contact, "Note", "new")));

        jobs.run();

        assertThat(given.read(contact).values()).doesNotContainKey(id).containsKey(given.idOf("Note"));
    }

    @Test
    void walksAgainWhenTheDirectoryWasBehind() {
        var contact = given.with(Map.of("Tier", "Gold"));
        var place = outOfTheDirectory(contact);
        deleteTier();
        var before = desk.clock.instant();
        var behind = new JobRun(table, new AttributeSlicesHandler(desk.world("AttributeSlicesFunction")),
                Set.of("clear-values"), until -> {
                    desk.clock.moveTo(until);
                    backInTheDirectory(contact, place);
                });

        assertThat(behind.run()).isGreaterThan(2 * 8);

        assertThat(given.read(contact).values()).doesNotContainKey(id);
        assertThat(desk.clock.instant()).isAfter(before);
    }

    @Test
    void endsAlsoWhenACountIsWrong() {
        deleteTier();
        table.dynamo()
                .updateItem(update -> update.tableName(table.name())
                        .key(Map.of("PK", AttributeValue.fromS("USE#w1#" + id), "SK", AttributeValue.fromS("n#0")))
                        .updateExpression("ADD n :one")
                        .expressionAttributeValues(Map.of(":one", AttributeValue.fromN("1"))));

        assertThat(jobs.run()).isGreaterThan(6 * 8);

        assertThat(jobs.active()).isEmpty();
    }

    /// What was written down of edits stays until the contact goes.
    private static boolean isLogged(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get("SK")).orElseThrow().s().startsWith("H#");
    }

    private Map<String, AttributeValue> outOfTheDirectory(ContactId contact) {
        return table.dynamo()
                .updateItem(update -> update.tableName(table.name())
                        .key(keyOf(contact))
                        .updateExpression("REMOVE DirPK, DirSK")
                        .returnValues("ALL_OLD"))
                .attributes();
    }

    private void backInTheDirectory(ContactId contact, Map<String, AttributeValue> place) {
        table.dynamo()
                .updateItem(update -> update.tableName(table.name())
                        .key(keyOf(contact))
                        .updateExpression("SET DirPK = :pk, DirSK = :sk")
                        .expressionAttributeValues(Map.of(":pk", Optional.ofNullable(place.get("DirPK")).orElseThrow(),
                                ":sk", Optional.ofNullable(place.get("DirSK")).orElseThrow())));
    }

    private static Map<String, AttributeValue> keyOf(ContactId contact) {
        return Map.of("PK", AttributeValue.fromS("CON#w1#" + contact.value()), "SK", AttributeValue.fromS("C~"));
    }
}
