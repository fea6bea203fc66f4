package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.Ground;
import kartei.domain.WorkspaceId;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.storage.RuleBook;
import kartei.storage.TableCheck;
import kartei.storage.Workspaces;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// S33: what a contact group asks for cannot go while it does, whichever of two admins is faster.
class UsedByGroupsTest {
    private static final WorkspaceId WS = new WorkspaceId("w1");

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    UsedByGroupsTest(TestTable table) {
        desk = new AdminDesk(table);
        desk.make("{\"label\": \"Shoe\", \"type\": \"text\"}");
        desk.make("{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Tin\", \"Iron\"]}");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// What another function does: a group that asks for an attribute. Whether it was still there.
    private boolean group(String attribute, Operator op, String operand) {
        var table = Ground.tableOf(desk.unwatched());
        var workspace = new Workspaces(table).open(WS);
        var definition = workspace.attributes().find(attribute).orElseThrow();
        var value = definition.optionNamed(operand).map(option -> option.id()).orElse(operand);
        var group = new ContactGroup("gold", "Gold", List.of(new Criterion(definition.id(), op, List.of(value))), 1);
        return new RuleBook(table).write(workspace, List.of(RuleBook.put(WS, group)), Optional.empty());
    }

    private String delete(String target) {
        var answer = desk.admin().call("DELETE", target);
        return answer.status() + " " + answer.at("/detail").orElse("");
    }

    private String options(String labels) {
        var answer = desk.send("PATCH", "/v1/attributes/tier?clearValues=true", "{\"options\": [" + labels + "]}");
        return answer.status() + " " + answer.at("/detail").orElse("");
    }

    @Test
    @DisplayName("S33: an attribute that a group asks for is not deleted; the answer names the group")
    void keepsAnAttributeThatAGroupAsksFor() {
        assertThat(group("shoe", Operator.IS_SET, "true")).isTrue();

        assertThat(delete("/v1/attributes/shoe")).startsWith("409").contains("gold");
        assertThat(desk.send("PATCH", "/v1/attributes/shoe", "{\"enabled\": false}").status()).isEqualTo(200);
    }

    @Test
    void keepsAnAttributeThatAGroupComesToAskForInBetween() {
        desk.get("/v1/attributes");
        desk.faults.on("TransactWriteItems")
                .call(1)
                .inject(new Fault.Rival(() -> assertThat(group("shoe", Operator.IS_SET, "true")).isTrue()));

        assertThat(delete("/v1/attributes/shoe")).startsWith("409").contains("gold");
        assertThat(desk.faults.fired()).isEqualTo(1);
    }

    @Test
    void refusesAGroupThatAsksForWhatIsGoneMeanwhile() {
        var table = Ground.tableOf(desk.unwatched());
        var before = new Workspaces(table).open(WS);
        var id = before.attributes().find("shoe").orElseThrow().id();
        assertThat(delete("/v1/attributes/shoe")).startsWith("202");

        var group = new ContactGroup("gold", "Gold", List.of(new Criterion(id, Operator.IS_SET, List.of("true"))), 1);
        assertThat(new RuleBook(table).write(before, List.of(RuleBook.put(WS, group)), Optional.empty())).isFalse();
        desk.jobs().run();
    }

    @Test
    @DisplayName("S33: an option that a group names is not removed, another one is")
    void keepsAnOptionThatAGroupNames() {
        assertThat(group("tier", Operator.EQUALS, "Gold")).isTrue();

        assertThat(options("{\"label\": \"Silver\"}, {\"label\": \"Lead\"}")).startsWith("409").contains("gold");
        var gold = desk.get("/v1/attributes/tier").at("/options/0/id").orElseThrow();
        var tin = desk.get("/v1/attributes/tier").at("/options/1/id").orElseThrow();
        assertThat(options(
                "{\"id\": \"%s\", \"label\": \"Gold\"}, {\"id\": \"%s\", \"label\": \"Tin\"}".formatted(gold, tin)))
                .startsWith("200");
        desk.jobs().run();
        assertThat(desk.table().items()).as("who is in it is looked at again")
                .anyMatch(item -> item.toString().contains("rescore-"));
    }
}
