package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Medium;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S41: lists of contacts")
class ListContactsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    ListContactsTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void showContactsWithoutTheirAttributes() {
        var contact = desk.given.contact();
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        assertThat(desk.get("/v1/contacts").body()).isEqualTo(
                """
                        {"items":[{"id":"%s","channel":{"id":"acme-ig","medium":"instagram","name":"Acme"},"displayName":"Jo",\
                        "handle":"jo","vip":false,"person":{"contacts":["%s"]},"groups":[],"createdAt":"2026-11-22T09:00:00.000Z",\
                        "lastMessageAt":"2026-11-22T09:00:00.000Z","version":3}]}"""
                        .formatted(contact.value(), contact.value()));
    }

    @Test
    void areEmptyInANewWorkspace() {
        assertThat(desk.as("agent", "brand-new").call("GET", "/v1/contacts").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void comeByNewestActivity() {
        var contacts = contacts(5);
        desk.clock.advance(Duration.ofMinutes(1));
        desk.given.reply(desk.given.openOf(contacts.get(1)), "Hello");

        assertThat(texts(desk.get("/v1/contacts"), "/items", "/id")).containsExactly(
                IntStream.of(1, 4, 3, 2, 0).mapToObj(i -> contacts.get(i).value()).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            query,                          contacts
            '',                             5 4 3 2 1 0
            ?channel=acme-ig,               4 2 0
            ?channel=acme-x,                5 3 1
            ?group=vip,                     4 3 0
            ?group=vip&channel=acme-ig,     4 0
            ?group=vip&channel=acme-x,      3
            ?unknown=parameter,             5 4 3 2 1 0
            """)
    void areFilteredAndPaged(String query, String wanted) {
        var contacts = contacts(6);
        List.of(0, 3, 4).forEach(i -> desk.vip(contacts.get(i), true));
        var expected = List.of(wanted.split(" ")).stream().map(i -> contacts.get(Integer.parseInt(i)).value()).toList();

        for (var limit : List.of(1, 2, 50)) {
            var target = "/v1/contacts" + query + (query.isEmpty() ? "?" : "&") + "limit=" + limit;
            assertThat(desk.all(target)).as(target).map(item -> item.at("/id").asString()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?group=other", "?group=VIP", "?group=", "?channel=other", "?channel=",
            "?channel=acme-ig&group=x"})
    void areNotThereForAGroupOrChannelThatIsNotThere(String query) {
        desk.given.contact();

        var answer = desk.get("/v1/contacts" + query);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(problem(answer)).isEqualTo("not-found");
    }

    @Test
    void refuseACursorOfAnotherListOrWorkspaceOrADamagedOne() {
        contacts(3);
        var cursor = desk.get("/v1/contacts?limit=1").at("/next").orElseThrow();

        for (var target : List.of("/v1/contacts?limit=1&group=vip&cursor=" + cursor,
                "/v1/contacts?channel=acme-ig&cursor=" + cursor, "/v1/contacts?cursor=" + cursor.substring(1),
                "/v1/contacts?cursor=x", "/v1/contacts?cursor=")) {
            assertThat(desk.get(target).status()).as(target).isEqualTo(400);
        }
        assertThat(desk.as("agent", "w2").call("GET", "/v1/contacts?cursor=" + cursor).status()).isEqualTo(400);
        assertThat(desk.get("/v1/contacts?limit=2&cursor=" + cursor).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "x", "1.5", ""})
    void refuseALimitOutOfRange(String limit) {
        assertThat(desk.get("/v1/contacts?limit=" + limit).status()).isEqualTo(422);
    }

    @Test
    void costTwoRoundTripsAndOneForThoseWhoMayBeLinked() {
        contacts(60);
        desk.get("/v1/contacts");

        var bill = desk.bill(() -> desk.get("/v1/contacts"));

        assertThat(bill.roundTrips()).as("%s", bill).isEqualTo(3);
        assertThat(bill.readUnits()).as("%s", bill).isLessThanOrEqualTo(2 + 8 * 0.5 + 100 + 25);
    }

    /// By turns on two channels, a minute apart.
    private List<ContactId> contacts(int count) {
        return IntStream.range(0, count).mapToObj(i -> {
            desk.clock.advance(Duration.ofMinutes(1));
            return i % 2 == 0 ? desk.given.contact() : desk.given.contact("acme-x", Medium.X, Map.of());
        }).toList();
    }
}
