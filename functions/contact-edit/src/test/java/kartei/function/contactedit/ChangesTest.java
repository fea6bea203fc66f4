package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Plan;
import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import tools.jackson.databind.JsonNode;

@DisplayName("The changes of a contact")
class ChangesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    ChangesTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void areNoneOfANewContact() {
        assertThat(changes().body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void sayWhoChangedWhatAndWhen() {
        desk.edit(contact, "\"email\": \"jo@example.com\"");
        desk.clock.advance(Duration.ofMinutes(5));
        desk.edit(contact, "\"email\": null");

        var items = changes().json().at("/items");

        assertThat(items.valueStream().map(ChangesTest::withoutId)).containsExactly("""
                {"at":"2026-11-22T09:05:00.000Z","by":{"id":"u-agent","name":"Ada"},"source":"agent",\
                "attribute":"email","before":"jo@example.com","after":null}""", """
                {"at":"2026-11-22T09:00:00.000Z","by":{"id":"u-agent","name":"Ada"},"source":"agent",\
                "attribute":"email","before":null,"after":"jo@example.com"}""");
        assertThat(items.valueStream().map(item -> item.at("/id").asString())).doesNotHaveDuplicates();
    }

    @Test
    void haveAnItemForEachAttributeOfAnEditThatChanged() {
        desk.edit(contact, "\"email\": \"jo@example.com\", \"firstName\": \"Jo\"");
        desk.edit(contact, "\"email\": \"jo@example.com\", \"firstName\": \"Joe\", \"phone\": null");

        assertThat(texts(changes(), "/items", "/attribute")).hasSize(3)
                .startsWith("firstName")
                .endsWith("email", "firstName");
        assertThat(changes().at("/items/0/before")).hasValue("Jo");
    }

    @Test
    void haveNothingOfAnEditThatChangesNothing() {
        desk.edit(contact, "\"email\": \"jo@example.com\"");
        var before = changes().body();

        desk.edit(contact, "\"email\": \"jo@example.com\"");
        desk.vip(contact, false);
        desk.edit(contact, "\"email\": \"not one\"");

        assertThat(changes().body()).isEqualTo(before);
    }

    @Test
    @DisplayName("S32: VIP is one of them")
    void haveVip() {
        desk.vip(contact, true);
        desk.vip(contact, false);

        assertThat(texts(changes(), "/items", "/attribute")).containsExactly("vip", "vip");
        assertThat(texts(changes(), "/items", "/before")).containsExactly("true", "false");
        assertThat(texts(changes(), "/items", "/after")).containsExactly("false", "true");
        assertThat(texts(changes(), "/items", "/source")).containsExactly("agent", "agent");
    }

    @Test
    @DisplayName("S12: an option shows by its label, while it is there")
    void showDropdownsByTheirLabels() {
        var tier = desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Tin");
        desk.edit(contact, "\"tier\": \"Gold\"");
        desk.edit(contact, "\"tier\": \"Silver\"");
        desk.given.renamedOption("tier", tier.options().getFirst(), "Golden");

        assertThat(changes().at("/items/0/before")).hasValue("Golden");
        assertThat(changes().at("/items/0/after")).hasValue("Silver");
        desk.given.withoutOption("tier", desk.given.attribute("tier").options().getFirst());
        assertThat(changes().at("/items/0/before")).hasValue(tier.options().getFirst().id());
    }

    @Test
    @DisplayName("S13: a deleted attribute keeps the key that it had")
    void nameAttributesThatAreGone() {
        desk.given.attribute("note", Format.TEXT);
        desk.edit(contact, "\"note\": \"x\"");
        desk.given.deleted("note");

        assertThat(changes().at("/items/0/attribute")).hasValue("note");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 200})
    void comeInPagesWithoutGapsOrDoubles(int limit) {
        IntStream.range(0, 5)
                .forEach(i -> desk.edit(contact,
                        "\"email\": \"jo%d@example.com\", \"firstName\": \"Jo%d\", \"lastName\": \"X%d\"".formatted(i,
                                i, i)));
        desk.vip(contact, true);

        var shown = desk.all(desk.admin(), target() + "?limit=" + limit);

        assertThat(shown.stream().map(item -> item.at("/id").asString())).hasSize(16).doesNotHaveDuplicates();
        assertThat(shown.stream().filter(item -> item.at("/attribute").asString().equals("email")))
                .map(item -> item.at("/after").asString())
                .containsExactly("jo4@example.com", "jo3@example.com", "jo2@example.com", "jo1@example.com",
                        "jo0@example.com");
        assertThat(shown.getFirst().at("/attribute").asString()).isEqualTo("vip");
    }

    @Test
    void endAPageBeforeItIsTooLargeForTheGateway() {
        var keys = IntStream.range(0, 20).mapToObj(i -> "a" + i).toList();
        keys.forEach(key -> desk.given.attribute(key, Format.TEXT));
        for (int i = 0; i < 15; i++) {
            var text = "\\\"".repeat(2_040) + i;
            desk.edit(contact,
                    String.join(", ", keys.stream().map(key -> "\"%s\": \"%s\"".formatted(key, text)).toList()));
        }

        var page = desk.admin().call("GET", target() + "?limit=200");

        assertThat(page.body().length()).isLessThan(4 * 1024 * 1024 + 100_000);
        assertThat(desk.all(desk.admin(), target() + "?limit=200")).hasSize(300);
    }

    @Test
    void haveCursorsOfTheirOwn() {
        desk.edit(contact, "\"email\": \"jo@example.com\", \"firstName\": \"Jo\"");
        var cursor = desk.admin().call("GET", target() + "?limit=1").at("/next").orElseThrow();
        var other = path(desk.given.contact()) + "/changes?cursor=";

        assertThat(desk.admin().call("GET", target() + "?cursor=" + cursor).status()).isEqualTo(200);
        for (var target : new String[]{other + cursor, target() + "?cursor=x",
                path(contact) + "/history?cursor=" + cursor}) {
            assertThat(desk.admin().call("GET", target).status()).as(target).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            role,      status
            admin,     200
            agent,     403
            connector, 403
            """)
    void areForAdmins(String role, int status) {
        assertThat(desk.as(role, "w1").call("GET", target()).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    @DisplayName("S2: every plan has them")
    void areInEveryPlan(Plan plan) {
        desk.given.plan(plan);

        assertThat(changes().status()).isEqualTo(200);
    }

    @Test
    void areNotThereForAnotherWorkspaceOrAnIdThatIsNone() {
        desk.edit(contact, "\"email\": \"jo@example.com\"");
        var ids = Stream.of("x", "01ARZ3NDEKTSV4RRFFQ69G5FAV");

        assertThat(desk.as("admin", "w2").call("GET", target()).status()).isEqualTo(404);
        ids.forEach(id -> {
            var answer = desk.admin().call("GET", "/v1/contacts/" + id + "/changes");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(problem(answer)).isEqualTo("not-found");
        });
    }

    @Test
    void costOneRoundTripToReadAndOneActionToWrite() {
        desk.edit(contact, "\"firstName\": \"Jo\"");
        changes();

        var edit = desk.bill(() -> desk.edit(contact, "\"firstName\": \"Joe\""));
        var read = desk.bill(this::changes);

        assertThat(edit.roundTrips()).isEqualTo(2);
        assertThat(edit.writeUnits()).as("contact and directory, alive, changes: %s", edit).isEqualTo(7);
        assertThat(read.roundTrips()).isEqualTo(1);
        assertThat(read.operations()).containsExactlyInAnyOrder("BatchGetItem", "GetItem", "Query");
        assertThat(read.readUnits()).as("%s", read).isEqualTo(3);
    }

    private Answer changes() {
        return desk.admin().call("GET", target());
    }

    private String target() {
        return path(contact) + "/changes";
    }

    private static String withoutId(JsonNode item) {
        return item.toString().replaceFirst("\"id\":\"[^\"]+\",", "");
    }
}
