package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import kartei.api.Ids;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.storage.Action;
import kartei.storage.Change;
import kartei.storage.Condition;
import kartei.storage.ConditionFailed;
import kartei.storage.Index;
import kartei.storage.Item;
import kartei.storage.Key;
import kartei.storage.Keys;
import kartei.storage.Table;
import kartei.storage.TableCheck;
import kartei.storage.Withdrawals;
import kartei.testkit.Faults;
import kartei.testkit.KarteiTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What an erasure does that exports notice, by calls that nobody watches or breaks: it makes a contact unknown, and asks for
/// the files that hold it.
final class Erasing {
    private static final WorkspaceId WS = new WorkspaceId("w1");
    private static final Key ERASED = new Key("WSP#w1", "ERASED");

    private final ExportDesk desk;
    private final Table table;
    private final Withdrawals withdrawals;
    private final Ids ids;

    Erasing(ExportDesk desk) {
        this.desk = desk;
        this.ids = new Ids(desk.clock);
        var of = desk.table();
        this.table = new Table(of.dynamo(), of.name(), _ -> {});
        this.withdrawals = new Withdrawals(table, desk.reports());
    }

    /// Tables of which what belongs to exports is looked at when a test is over: of those who were erased, much is left.
    static KarteiTable tables() {
        return new KarteiTable(items -> TableCheck.check(items.stream().filter(Erasing::isOfExports).toList()));
    }

    private static boolean isOfExports(Map<String, AttributeValue> item) {
        var pk = Optional.ofNullable(item.get("PK")).orElseThrow().s();
        return pk.startsWith("JOB#") || pk.startsWith("JBX#");
    }

    /// The one transaction after which the contact is unknown.
    void erase(ContactId contact) {
        var unknown = List.of(Change.at(ERASED).add("seq", 1).number(contact.value(), 0).action(),
                Action.delete(Keys.activity(WS, contact), Condition.present()),
                Change.at(Keys.contact(WS, contact)).notIndexed(Index.DIRECTORY).add("version", 1).action(),
                Action.put(Item.at(new Key("DEL#w1", "L#" + ids.next())).text("contact", contact.value())));
        commit(unknown);
    }

    /// The same where the index still shows the contact.
    void eraseBehindTheIndex(ContactId contact) {
        commit(List.of(Change.at(ERASED).add("seq", 1).number(contact.value(), 0).action()));
    }

    /// The same long ago, so that only the log knows it.
    void forgetLately(ContactId contact) {
        commit(List.of(Change.at(ERASED).remove(contact.value()).action()));
    }

    private void commit(List<Action> actions) {
        try {
            table.write(actions);
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }

    int withdraw(ContactId contact) {
        return withdrawals.withdraw(WS, contact, ids::next, now());
    }

    boolean holds(ContactId contact) {
        return withdrawals.holds(WS, contact, now());
    }

    /// The same of a contact that was erased at that time.
    boolean holds(ContactId contact, Instant unknown) {
        return withdrawals.holds(WS, contact, unknown);
    }

    long howMany(ContactId contact) {
        return withdrawals.howMany(WS, List.of(contact), now());
    }

    private Instant now() {
        return desk.clock.instant();
    }

    // ---- exports up to their ends ----

    /// All rows of the export are put down, and nothing else is done.
    void sliced(String id) {
        var job = desk.jobs.active().stream().filter(active -> active.id().equals(id)).findFirst().orElseThrow();
        var input = Map.<String, Object>of("ws", job.ws(), "kind", job.kind(), "id", job.id());
        desk.jobs.step("plan", input, "E-" + id, Map.of("round", 0));
        IntStream.range(0, 8)
                .forEach(shard -> desk.jobs.step("slice", input, "E-" + id,
                        Map.of("segment", Map.of("number", shard, "rounds", 5))));
    }

    /// The same, and whoever held it is dead.
    void slicedAndLost(String id) {
        sliced(id);
        desk.loseExecutions();
    }

    // ---- what lies there ----

    /// The objects that hold this text, without the lists of who is in a file.
    List<String> objectsWith(String text) {
        var found = new ArrayList<String>();
        for (var object : desk.files()) {
            if (new String(desk.reports().read(object), StandardCharsets.UTF_8).contains(text)) {
                found.add(object);
            }
        }
        return found;
    }

    /// As long as an object has rows of the contact, the erasure is told that it has to wait.
    void holdsWhatIsThere(ContactId contact, Instant unknown) {
        if (!objectsWith(contact.value()).isEmpty()) {
            assertThat(holds(contact, unknown)).as("rows of the contact are there").isTrue();
        }
    }

    /// The call by which an export's file is put.
    Faults.Aim puttingTheFile() {
        return desk.faults.on(call -> call.operation().equals("PUT") && call.path().contains("contact-attributes"));
    }
}
