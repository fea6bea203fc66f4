package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.storage.RestingContacts.Outcome;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S47: many contacts that rest, and contacts with much to clear")
class ManyRestingTest {
    private static final int CONTACTS = Integer.getInteger("resting", 450);

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final PrivacyDesk desk;
    private final GivenResting given;

    ManyRestingTest(TestTable table) {
        desk = new PrivacyDesk(table);
        given = desk.given;
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// More than a slice of each shard finds together.
    @Test
    void areAllCleared() {
        desk.clearAfter(1);
        for (int i = 0; i < CONTACTS; i++) {
            given.resolve(given.contact());
            desk.clock.advance(Duration.ofMillis(1));
        }
        var late = given.contact();
        given.resolve(late);
        desk.after(Duration.ofHours(1).minusMillis(1));

        assertThat(given.values(late)).isOne();
        assertThat(desk.table().items(item -> PrivacyDesk.text(item, "WrkPK").startsWith("RST#"))).hasSize(1);
        assertThat(desk.table()
                .items(item -> PrivacyDesk.text(item, "SK").equals("C~") && item.toString().contains("1200")))
                .hasSize(1);
    }

    /// Values of more attributes, edits and conversations than go in one transaction, and a snapshot in pieces.
    private ContactId known() {
        var id = given.contact();
        var texts = new HashMap<String, String>();
        for (int i = 0; i < 70; i++) {
            given.attribute("a" + i);
            texts.put(given.definition("a" + i).id(), "x".repeat(2_500));
        }
        given.edit(id, contact -> given.with(contact, texts));
        for (int i = 0; i < 60; i++) {
            given.value(id, "jobTitle", "Baker " + i);
        }
        given.resolve(id);
        for (int i = 0; i < 12; i++) {
            given.message(id);
            given.resolve(id);
        }
        return id;
    }

    private void isCleared(ContactId id) {
        assertThat(given.values(id)).isZero();
        assertThat(given.changes(id)).allMatch(change -> change.endsWith(" - -"));
        assertThat(given.conversations(id)).hasSize(13);
        assertThat(given.conversations(id))
                .allSatisfy(conversation -> assertThat(given.snapshot(conversation).values()).isEmpty());
        assertThat(given.rests(id)).isFalse();
        assertThat(given.usage("a69").contacts()).isZero();
    }

    @Test
    void aContactWithMuchIsClearedInParts() {
        desk.clearAfter(1);
        var id = known();
        desk.afterHours(1);

        isCleared(id);
    }

    /// Each time there is time for one step more, from none on; then somebody comes back.
    @Test
    void aContactIsTakenUpWhereTheTimeWasOver() {
        var id = known();
        var resting = desk.resting(id);
        var outcomes = new ArrayList<Outcome>();
        for (int steps = 0; outcomes.isEmpty() || outcomes.getLast() == Outcome.UNFINISHED; steps++) {
            var left = new int[]{steps};
            outcomes.add(desk.contacts().clear(given.workspace(), resting, () -> left[0]-- > 0));
            assertThat(given.rests(id)).isEqualTo(outcomes.getLast() == Outcome.UNFINISHED);
        }

        assertThat(outcomes).hasSizeGreaterThan(4).last().isEqualTo(Outcome.CLEARED);
        assertThat(desk.contacts().clear(given.workspace(), resting, () -> true)).isEqualTo(Outcome.AWAKE);
        isCleared(id);
    }

    @Test
    void nothingIsWrittenTwice() {
        desk.clearAfter(1);
        var id = given.contact(Map.of(), Optional.empty());
        given.resolve(id);
        given.resolve(given.contact());
        desk.afterHours(1);
        given.message(id);
        given.resolve(id);
        var before = desk.items("w1");
        desk.afterHours(1);

        var after = desk.items("w1");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.entrySet()
                .stream()
                .filter(item -> !item.getValue().equals(before.get(item.getKey())))
                .map(Map.Entry::getKey)).allMatch(key -> key.endsWith(" C~A") || key.endsWith(" V#00"));
    }
}
