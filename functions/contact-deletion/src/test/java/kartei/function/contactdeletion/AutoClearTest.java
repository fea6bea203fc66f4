package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.domain.conversation.ConversationStatus;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S47: some time after a conversation was resolved, what is known of its contact goes by itself")
class AutoClearTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final PrivacyDesk desk;
    private final GivenResting given;

    AutoClearTest(TestTable table) {
        desk = new PrivacyDesk(table);
        given = desk.given;
    }

    @BeforeEach
    void attributes() {
        given.attribute("tier", "Gold", "Tin");
        given.matching("email");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Somebody of whom every source says something.
    private ContactId known() {
        var id = given.contact();
        given.value(id, "email", "jo@example.com");
        given.value(id, "email", Source.CRM, "joanna@example.com");
        given.value(id, "phone", Source.BOT, "+49 30 1234567");
        given.value(id, "jobTitle", Source.IMPORT, "Baker");
        given.value(id, "tier", "Gold");
        given.value(id, "tier", "Tin");
        return id;
    }

    private void isCleared(ContactId id) {
        assertThat(given.values(id)).isZero();
        assertThat(given.changes(id)).isNotEmpty().allMatch(change -> change.endsWith(" - -"));
        assertThat(given.rests(id)).isFalse();
    }

    private void isWhole(ContactId id, int values) {
        assertThat(given.values(id)).isEqualTo(values);
        assertThat(given.changes(id)).noneMatch(change -> change.endsWith(" - -"));
    }

    @Test
    void goesAfterTheHoursAndNotBefore() {
        desk.clearAfter(24);
        var id = known();
        var conversation = given.resolve(id);

        desk.after(Duration.ofHours(24).minusMillis(1));
        isWhole(id, 6);
        assertThat(given.snapshot(conversation).values()).hasSize(4);

        desk.after(Duration.ofMillis(1));
        isCleared(id);
    }

    @Test
    void leavesWhatItWasWhenAndByWhom() {
        desk.clearAfter(1);
        var id = known();
        given.vip(id, true);
        var conversation = given.resolve(id);
        var before = given.changes(id);
        var was = given.snapshot(conversation);
        desk.afterHours(1);

        isCleared(id);
        var changes = given.changes(id);
        assertThat(changes.subList(changes.size() - before.size(), changes.size())).isEqualTo(before.stream()
                .map(change -> change.replaceAll(" [^ ]+( [0-9]+)* [^ ]+$", ""))
                .map(change -> change.split(" "))
                .map(words -> words[0] + " " + words[1] + " " + words[2] + " - -")
                .toList());
        assertThat(changes).contains("2026-11-22T10:00:00Z - instagram-followers - -",
                "2026-11-22T10:00:00Z - tier - -");
        assertThat(given.snapshot(conversation)).isEqualTo(was.cleared());
        var contact = given.read(id);
        assertThat(contact.vip()).isTrue();
        assertThat(contact.profile().displayName()).hasValue("Jo");
        assertThat(contact.profile().handle()).hasValue("jo");
    }

    @Test
    void takesTheCountsAndTheLinksDownWithTheValues() {
        desk.clearAfter(1);
        var one = known();
        var other = known();
        given.resolve(one);
        assertThat(given.person(other)).containsExactlyInAnyOrder(one, other);
        assertThat(given.usage("email").contacts()).isEqualTo(2);

        desk.afterHours(1);

        assertThat(given.person(one)).containsExactly(one);
        assertThat(given.person(other)).containsExactly(other);
        assertThat(given.usage("email").contacts()).isOne();
        assertThat(given.usage("tier").byOption().values().stream().mapToLong(count -> count).sum()).isOne();
        assertThat(desk.table()
                .items(item -> PrivacyDesk.text(item, "PK").startsWith("LNK#")
                        && PrivacyDesk.text(item, "SK").contains(one.value())))
                .isEmpty();
        isWhole(other, 6);
    }

    @Test
    void leavesTheLinkThatTheNetworkMakes() {
        desk.clearAfter(1);
        var one = given.contact(Map.of(), Optional.of("ig-1"));
        var other = given.contact(Map.of(), Optional.of("ig-1"));
        given.value(one, "email", "jo@example.com");
        given.resolve(one);
        desk.afterHours(1);

        isCleared(one);
        assertThat(given.person(one)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    void waitsAsLongAsAConversationIsOpen() {
        desk.clearAfter(1);
        var id = known();
        var first = given.resolve(id);
        desk.clock.advance(Duration.ofMinutes(59));
        given.message(id);
        desk.afterHours(100);
        isWhole(id, 6);

        given.resolve(id);
        desk.after(Duration.ofMinutes(59));
        isWhole(id, 6);
        desk.after(Duration.ofMinutes(15));
        isCleared(id);
        assertThat(given.snapshot(first).values()).isEmpty();
    }

    @Test
    void waitsAlsoWhenTheConversationIsReopened() {
        desk.clearAfter(1);
        var id = known();
        var conversation = given.resolve(id);
        desk.clock.advance(Duration.ofMinutes(59));
        given.turn(conversation, ConversationStatus.PENDING);
        desk.afterHours(100);
        isWhole(id, 6);

        given.turn(conversation, ConversationStatus.RESOLVED);
        desk.afterHours(1);
        isCleared(id);
    }

    @Test
    void isOffUntilSomebodyTurnsItOn() {
        var id = known();
        given.resolve(id);
        desk.afterHours(10_000);
        desk.put("{\"logDays\": 1}");
        desk.after(Duration.ofHours(1));
        isWhole(id, 6);

        desk.clearAfter(24);
        desk.after(Duration.ofMinutes(15));
        isCleared(id);
    }

    @Test
    void endsAtOnceWhenItIsTurnedOffAndGoesOnWhenItIsOnAgain() {
        desk.clearAfter(1);
        var id = known();
        given.resolve(id);
        desk.clock.advance(Duration.ofHours(1));
        desk.sweep();
        desk.put("{}");
        desk.jobs.run();
        isWhole(id, 6);
        desk.afterHours(10);
        isWhole(id, 6);

        desk.clearAfter(20);
        desk.afterHours(8);
        isWhole(id, 6);
        desk.afterHours(1);
        isCleared(id);
    }

    @Test
    void takesMoreWhenTheHoursBecomeLess() {
        desk.clearAfter(1000);
        var id = known();
        given.resolve(id);
        desk.afterHours(10);
        isWhole(id, 6);

        desk.clearAfter(10);
        desk.after(Duration.ofMinutes(15));
        isCleared(id);
    }

    @Test
    void leavesThoseWhoNeverWroteOrNeverWereResolved() {
        desk.clearAfter(1);
        var open = known();
        desk.afterHours(1000);

        isWhole(open, 6);
    }

    /// What a new message tells is there again, though it is what the channel said before.
    @Test
    void knowsAgainWhatIsSaidAfterwards() {
        desk.clearAfter(1);
        var id = known();
        given.resolve(id);
        desk.afterHours(1);
        desk.clock.advance(Duration.ofMinutes(1));
        given.message(id);
        given.value(id, "email", "new@example.com");

        assertThat(desk.table().items(item -> PrivacyDesk.text(item, "PK").startsWith("IDN#")).getFirst())
                .doesNotContainKey("profileSeen");
        assertThat(given.changes(id).getFirst()).endsWith(" email - new@example.com");
        given.resolve(id);
        desk.afterHours(1);
        isCleared(id);
    }

    /// The values of an attribute that was deleted are another job's; the contact is not done until they are gone.
    @Test
    void staysOnTheListUntilTheValuesOfADeletedAttributeAreGone() {
        desk.clearAfter(1);
        var id = known();
        given.resolve(id);
        given.deleted("tier");
        desk.afterHours(1);

        assertThat(given.values(id)).isOne();
        assertThat(given.rests(id)).isTrue();
        assertThat(desk.sweep()).as("the same quarter").isEqualTo("0 started");
        desk.clock.advance(Duration.ofMinutes(15));
        assertThat(desk.sweep()).isEqualTo("1 started");
        desk.jobs.run();
    }

    @Test
    void touchesNobodyElse() {
        desk.clearAfter(1);
        var elsewhere = desk.given("w2");
        var other = elsewhere.contact();
        elsewhere.value(other, "email", "jo@example.com");
        elsewhere.resolve(other);
        var id = known();
        var neighbour = known();
        given.resolve(id);
        desk.clock.advance(Duration.ofMinutes(1));
        given.resolve(neighbour);
        var before = desk.items("w2");
        var theirs = desk.items("w1");
        desk.after(Duration.ofMinutes(59));

        isCleared(id);
        assertThat(desk.items("w2")).isEqualTo(before);
        theirs.keySet().removeIf(key -> !key.contains(neighbour.value()));
        assertThat(theirs).isNotEmpty()
                .allSatisfy((key, item) -> assertThat(desk.items("w1")).containsEntry(key, item));
    }

    @Test
    void nothingIsStartedWhereThereIsNothingToTakeOrSomebodyIsAtIt() {
        desk.clearAfter(1);
        var id = known();
        assertThat(desk.sweep()).isEqualTo("0 started");
        given.resolve(id);
        desk.clock.advance(Duration.ofHours(1));

        assertThat(List.of(desk.sweep(), desk.sweep())).containsExactly("1 started", "0 started");
        desk.clock.advance(Duration.ofMinutes(15));
        assertThat(desk.sweep()).isEqualTo("0 started");
        desk.jobs.run();
        isCleared(id);
        desk.clock.advance(Duration.ofMinutes(15));
        assertThat(desk.sweep()).isEqualTo("0 started");
    }
}
