package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.conversationId;
import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Plan;
import kartei.domain.contact.Source;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

@DisplayName("The snapshot of a resolved conversation")
class SnapshotTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;
    private final Answer taken;

    SnapshotTest(TestTable table) {
        desk = new InboxDesk(table);
        taken = desk.send(Letter.from("1784", "m-1").sender("metadata", "{\"instagram-followers\": \"1200\"}"));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void saysWhatTheContactTabSaidThen() {
        desk.given.value(taken, "email", Source.AGENT, "jo@example.com");
        desk.given.value(taken, "email", Source.BOT, "bot@example.com");
        desk.given.value(taken, "firstName", Source.IMPORT, "Jo");
        desk.given.vip(taken, true);
        desk.clock.advance(Duration.ofMinutes(5));

        var resolved = desk.status(taken, "resolved");

        assertThat(resolved.json().at("/snapshot").toString()).isEqualTo(
                """
                        {"at":"2026-11-22T09:05:00.000Z","vip":true,"attributes":[\
                        {"key":"firstName","label":"First name","kind":"standard","type":"text","value":"Jo","source":"import"},\
                        {"key":"email","label":"E-mail","kind":"standard","type":"text","value":"jo@example.com","source":"agent"}]}""");
        assertThat(desk.conversation(taken).body()).isEqualTo(resolved.body());
    }

    @Test
    void staysAsItWasWhateverChangesLater() {
        desk.given.value(taken, "email", Source.AGENT, "jo@example.com");
        desk.status(taken, "resolved");
        var then = desk.conversation(taken).json().at("/snapshot");

        desk.given.value(taken, "email", Source.AGENT, "joe@example.com");
        desk.given.changed("email", definition -> definition.withLabel("Mail").withEnabled(false));
        desk.send(Letter.from("1784", "m-2"));

        assertThat(desk.conversation(taken).json().at("/snapshot")).isEqualTo(then);
        assertThat(desk.status(taken, "resolved").json().at("/snapshot")).isEqualTo(then);
    }

    @Test
    @DisplayName("S18: has platform attributes that are on")
    void hasWhatIsOnOnly() {
        desk.given.changed("instagram-followers", definition -> definition.withEnabled(true));
        desk.given.value(taken, "jobTitle", Source.AGENT, "Captain");
        desk.given.changed("jobTitle", definition -> definition.withEnabled(false));

        assertThat(texts(desk.status(taken, "resolved"), "/snapshot/attributes", "/key"))
                .containsExactly("instagram-followers");
    }

    @Test
    @DisplayName("S42: has no VIP where VIP is off")
    void hasNoVipWhereItIsOff() {
        desk.given.plan(Plan.STANDARD);
        assertThat(desk.status(taken, "resolved").at("/snapshot/vip")).isEmpty();

        desk.given.plan(Plan.ENTERPRISE);
        assertThat(desk.conversation(taken).at("/snapshot/vip")).isEmpty();
        desk.status(taken, "new");
        assertThat(desk.status(taken, "resolved").at("/snapshot/vip")).hasValue("false");
        desk.given.plan(Plan.STANDARD);
        assertThat(desk.conversation(taken).at("/snapshot/vip")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "pending"})
    void goesWithAReopeningAndIsTakenAnew(String reopened) {
        desk.given.value(taken, "email", Source.AGENT, "jo@example.com");
        desk.status(taken, "resolved");

        var open = desk.status(taken, reopened);
        desk.given.value(taken, "email", Source.AGENT, "joe@example.com");
        desk.clock.advance(Duration.ofMinutes(1));
        var again = desk.status(taken, "resolved");

        assertThat(open.at("/snapshot")).isEmpty();
        assertThat(texts(again, "/snapshot/attributes", "/value")).containsExactly("joe@example.com");
        assertThat(again.at("/snapshot/at")).hasValue("2026-11-22T09:01:00.000Z");
    }

    @Test
    void isShownByEverythingThatShowsTheConversationButNotInLists() {
        desk.status(taken, "resolved");
        var path = "/v1/conversations/" + conversationId(taken);

        assertThat(desk.agent().call("PUT", path + "/topics", "{\"topics\": [\"x\"]}").at("/snapshot/at")).isPresent();
        assertThat(desk.agent().call("PUT", path + "/team", "{\"team\": \"everyone\"}").at("/snapshot/at")).isPresent();
        assertThat(desk.all("/v1/conversations?status=resolved")).singleElement()
                .satisfies(item -> assertThat(item.has("snapshot")).isFalse());
        assertThat(texts(desk.messages(taken), "/items", "/direction")).containsExactly("in");
    }

    /// As much as a contact can have of it lies in several items.
    @Test
    void hasAllOfALargeContact() {
        var keys = Stream.iterate(0, i -> i + 1).limit(60).map(i -> "a" + i).toList();
        desk.given.attributes(keys);
        for (var key : keys) {
            desk.given.value(taken, key, Source.AGENT, key + "-" + "x".repeat(4_080));
        }
        desk.given.value(taken, "jobTitle", Source.AGENT, "y".repeat(4_000));
        desk.given.value(taken, "lastName", Source.AGENT, "z".repeat(4_000));

        var resolved = desk.status(taken, "resolved");

        assertThat(texts(resolved, "/snapshot/attributes", "/key")).hasSize(62).containsAll(keys);
        assertThat(desk.conversation(taken).body()).isEqualTo(resolved.body());
        assertThat(desk.status(taken, "new").at("/snapshot")).isEmpty();
    }

    @Test
    void isOfTheConversationAsItIsWhenTwoTurnItAtTheSameMoment() {
        desk.given.value(taken, "email", Source.AGENT, "jo@example.com");
        desk.faults.clear();
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> {
            desk.status(taken, "resolved");
            desk.given.value(taken, "email", Source.AGENT, "joe@example.com");
            desk.status(taken, "pending");
        }));

        var resolved = desk.status(taken, "resolved");

        assertThat(texts(resolved, "/snapshot/attributes", "/value")).containsExactly("joe@example.com");
        assertThat(desk.conversation(taken).body()).isEqualTo(resolved.body());
    }

    static Stream<Fault> faults() {
        return Stream.of(new Fault.NeverSent(), new Fault.AnswerLost(), new Fault.Throttled(), new Fault.Conflict(),
                new Fault.CrashBefore(), new Fault.CrashAfter());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void isThereOnceWhateverBreaks(Fault fault) {
        desk.given.value(taken, "email", Source.AGENT, "jo@example.com");
        var fired = true;
        for (int call = 1; fired; call++) {
            fired = false;
            for (var status : List.of("resolved", "new")) {
                desk.faults.onAny().call(call).inject(fault);
                attempted(status);
                fired |= desk.faults.fired() > 0;
                desk.faults.clear();

                var again = desk.status(taken, status);

                assertThat(again.status()).isEqualTo(200);
                assertThat(texts(again, "/snapshot/attributes", "/value"))
                        .isEqualTo(status.equals("new") ? List.of() : List.of("jo@example.com"));
            }
        }
    }

    private void attempted(String status) {
        try {
            desk.status(taken, status);
        } catch (SimulatedCrash died) {
            assertThat(died).isNotNull();
        }
    }

    @Test
    void costsNoRoundTrip() {
        desk.conversation(taken);

        var open = desk.bill(() -> desk.conversation(taken));
        var resolving = desk.bill(() -> desk.status(taken, "resolved"));
        var resolved = desk.bill(() -> desk.conversation(taken));
        var reopening = desk.bill(() -> desk.status(taken, "new"));

        assertThat(open.roundTrips()).isEqualTo(1);
        assertThat(resolved.roundTrips()).isEqualTo(1);
        assertThat(resolving.roundTrips()).isEqualTo(2);
        assertThat(reopening.roundTrips()).isEqualTo(2);
        assertThat(open.readUnits()).as("%s", open).isLessThanOrEqualTo(4);
        assertThat(resolving.writeUnits()).as("%s", resolving).isLessThanOrEqualTo(12);
    }
}
