package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("One person on many channels (S26–S31)")
class PersonTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    PersonTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            medium,    one user, other user, linked
            X,         7,        7,          true
            X,         7,        8,          false
            INSTAGRAM, 7,        7,          true
            INSTAGRAM, 7,        8,          false
            FACEBOOK,  7,        7,          false
            WHATSAPP,  7,        7,          false
            """)
    void isKnownByTheNetworksOwnUserIdOnXAndInstagram(Medium medium, String one, String other, boolean linked) {
        var first = desk.given.contact("acme-1", medium, one);
        var second = desk.given.contact("acme-2", medium, other);

        assertThat(person(first)).containsExactlyElementsOf(linked ? List.of(first, second) : List.of(first));
        assertThat(person(second)).containsExactlyElementsOf(linked ? List.of(second, first) : List.of(second));
        assertThat(texts(links(first), "/items", "/because"))
                .containsExactlyElementsOf(linked ? List.of("network-user") : List.of());
    }

    @Test
    void isNotTheSameOnTwoNetworksWithTheSameUserId() {
        var onX = desk.given.contact("acme-x", Medium.X, "7");
        desk.given.contact("acme-ig", Medium.INSTAGRAM, "7");

        assertThat(person(onX)).containsExactly(onX);
    }

    @Test
    void isNobodyElseWithoutAMatchingAttribute() {
        var first = withEmail("jo@example.com");
        withEmail("jo@example.com");

        assertThat(person(first)).containsExactly(first);
    }

    @Test
    void isWhoHasTheSameValueOfTheMatchingAttribute() {
        desk.matching("email");
        var first = withEmail("jo@example.com");
        var second = withEmail(" JO@Example.com");
        withEmail("mo@example.com");

        assertThat(person(first)).containsExactly(first, second);
        var links = links(first);
        assertThat(texts(links, "/items", "/contactId")).containsExactly(second.value());
        assertThat(texts(links, "/items", "/because")).containsExactly("matching-attribute");
        assertThat(texts(links, "/items", "/attribute")).containsExactly("email");
        assertThat(links.at("/items/0/via")).isEmpty();
    }

    @Test
    void followsAChangedValueAtOnce() {
        desk.matching("email");
        var first = withEmail("jo@example.com");
        var second = withEmail("mo@example.com");

        assertThat(personOf(desk.edit(second, "\"email\": \"jo@example.com\""))).containsExactly(second, first);
        assertThat(personOf(desk.edit(second, "\"email\": null"))).containsExactly(second);
        assertThat(person(first)).containsExactly(first);
    }

    @Test
    void isFoundThroughChainsWithTheLastStepNamed() {
        var chain = chain();

        assertThat(person(chain.onX())).containsExactly(chain.onX(), chain.between(), chain.far());
        assertThat(texts(links(chain.onX()), "/items", "/because")).containsExactly("network-user",
                "matching-attribute");
        assertThat(links(chain.onX()).at("/items/1/via")).contains(chain.between().value());
        assertThat(person(chain.far())).containsExactly(chain.far(), chain.between(), chain.onX());
    }

    @Test
    void isReadAPhoneNumberInTheDefaultRegion() {
        desk.matching("phone", "DE");
        var first = desk.given.contact();
        var second = desk.given.contact();
        desk.edit(first, "\"phone\": \"030 901820\"");
        desk.edit(second, "\"phone\": \"+49 30 901820\"");

        assertThat(person(first)).containsExactly(first, second);
        assertThat(desk.get("/v1/contacts?attribute=phone&value=0049%2030%20901820").json().at("/items")).hasSize(2);
    }

    @Test
    void isNotJoinedByAValueThatMoreThanFiftyHave() {
        desk.matching("email");
        var contacts = IntStream.range(0, 51).mapToObj(_ -> desk.given.contact()).toList();
        contacts.subList(0, 50).forEach(contact -> desk.edit(contact, "\"email\": \"info@example.com\""));
        assertThat(person(contacts.getFirst())).hasSize(50);
        assertThat(links(contacts.getFirst()).at("/cut")).isEmpty();

        desk.edit(contacts.getLast(), "\"email\": \"info@example.com\"");

        assertThat(person(contacts.getFirst())).containsExactly(contacts.getFirst());
        assertThat(desk.all("/v1/contacts?attribute=email&value=info@example.com&limit=20")).hasSize(51);
    }

    @Test
    void isOnlyWhatTheNetworkSaysInAPlanWithoutMatching() {
        desk.matching("email");
        var first = withEmail("jo@example.com");
        withEmail("jo@example.com");
        desk.given.plan(Plan.STANDARD);

        assertThat(person(first)).containsExactly(first);
    }

    @Test
    void isNotWhomAnAdminHasToldApart() {
        desk.matching("email");
        var first = withEmail("jo@example.com");
        var second = withEmail("jo@example.com");

        assertThat(tell("PUT", first, second).status()).isEqualTo(204);
        assertThat(tell("PUT", second, first).status()).isEqualTo(204);
        assertThat(person(first)).containsExactly(first);
        assertThat(person(second)).containsExactly(second);
        desk.edit(first, "\"jobTitle\": \"Baker\"");
        desk.edit(second, "\"email\": null");
        desk.edit(second, "\"email\": \"jo@example.com\"");
        assertThat(person(second)).containsExactly(second);

        assertThat(tell("DELETE", second, first).status()).isEqualTo(204);
        assertThat(tell("DELETE", second, first).status()).isEqualTo(204);
        assertThat(person(first)).containsExactly(first, second);
    }

    @Test
    void refusesToTellApartWhatIsNotTwo() {
        var contact = desk.given.contact();
        var unknown = new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        var foreign = desk.given("w2").contact();

        assertThat(problem(tell("PUT", contact, contact))).isEqualTo("invalid");
        assertThat(tell("PUT", contact, contact).at("/detail")).contains("/otherId must be another contact");
        assertThat(problem(tell("PUT", contact, unknown))).isEqualTo("not-found");
        assertThat(problem(tell("PUT", unknown, contact))).isEqualTo("not-found");
        assertThat(problem(tell("PUT", contact, foreign))).isEqualTo("not-found");
        assertThat(problem(desk.agent().call("PUT", path(contact) + "/not-same/" + unknown.value())))
                .isEqualTo("forbidden");
        assertThat(problem(desk.get(path(unknown) + "/links"))).isEqualTo("not-found");
        assertThat(problem(desk.get(path(foreign) + "/links"))).isEqualTo("not-found");
    }

    @Test
    void isShownInListsOfContacts() {
        var chain = chain();
        var alone = desk.given.contact();
        desk.get("/v1/contacts");

        var listed = desk.get("/v1/contacts")
                .json()
                .at("/items")
                .valueStream()
                .collect(Collectors.toMap(item -> item.at("/id").asString(),
                        item -> item.at("/person/contacts").toString()));

        assertThat(listed.get(alone.value())).isEqualTo("[\"" + alone.value() + "\"]");
        assertThat(listed.get(chain.onX().value())).isEqualTo(
                "[\"%s\",\"%s\",\"%s\"]".formatted(chain.onX().value(), chain.between().value(), chain.far().value()));
        assertThat(listed.get(chain.far().value())).isEqualTo(
                "[\"%s\",\"%s\",\"%s\"]".formatted(chain.far().value(), chain.between().value(), chain.onX().value()));
        assertThat(desk.bill(() -> desk.get("/v1/contacts")).roundTrips()).isEqualTo(2 + 1);
    }

    @Test
    void hasOneHistoryOverAllChannels() {
        var first = desk.given.contact("acme-1", Medium.X, "7");
        var second = desk.given.contact("acme-2", Medium.X, "7");

        var all = desk.get(path(first) + "/history");
        var own = desk.get(path(first) + "/history?allChannels=false");

        assertThat(texts(all, "/items", "/contactId")).containsExactly(second.value(), first.value());
        assertThat(texts(all, "/channels", "/contactId")).containsExactlyInAnyOrder(first.value(), second.value());
        assertThat(texts(all, "/channels", "/id")).containsExactlyInAnyOrder("acme-1", "acme-2");
        assertThat(texts(own, "/items", "/contactId")).containsExactly(first.value());
        assertThat(texts(own, "/channels", "/contactId")).containsExactly(first.value());
        assertThat(desk.all(path(first) + "/history?limit=1")).hasSize(2);
    }

    @Test
    void costsOneRoundTripForEachHopOfLinks() {
        var chain = chain();
        var alone = desk.given.contact();
        desk.get(chain.far());

        assertThat(desk.bill(() -> desk.get(alone)).roundTrips()).isEqualTo(1);
        assertThat(desk.bill(() -> desk.get(chain.far())).roundTrips()).isEqualTo(3);
        assertThat(desk.bill(() -> desk.get(chain.onX())).roundTrips()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            attribute, value,            found
            email,     jo@example.com,   1
            EMAIL,     JO@EXAMPLE.COM,   1
            email,     mo@example.com,   0
            email,     '',               0
            accountId, a-7,              1
            phone,     +49 30 901820,    1
            phone,     030 901820,       0
            """)
    void isLookedUpByItsMarks(String attribute, String value, int found) {
        var contact = desk.given.contact();
        desk.edit(contact, "\"email\": \"Jo@example.com\", \"accountId\": \"A-7\", \"phone\": \"+49 (30) 901820\"");

        var answer = desk.get("/v1/contacts?attribute=" + attribute + "&value=" + encoded(value));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/items")).hasSize(found);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            query,                                            problem
            attribute=email,                                  invalid
            value=jo@example.com,                             invalid
            attribute=jobTitle&value=Baker,                   invalid
            attribute=nothing&value=x,                        invalid
            attribute=vip&value=true,                         invalid
            attribute=email&value=x&channel=unknown,          not-found
            attribute=email&value=x&group=unknown,            not-found
            """)
    void isNotLookedUpByAnythingElse(String query, String problem) {
        assertThat(problem(desk.get("/v1/contacts?" + query))).isEqualTo(problem);
    }

    @Test
    void isLookedUpTogetherWithTheOtherFilters() {
        var vip = withEmail("jo@example.com");
        desk.vip(vip, true);
        withEmail("jo@example.com");

        assertThat(desk.all("/v1/contacts?attribute=email&value=jo@example.com&group=vip")).hasSize(1);
        assertThat(desk.all("/v1/contacts?attribute=email&value=jo@example.com&channel=acme-ig")).hasSize(2);
    }

    /// Linked by the network, and then by the e-mail address.
    private record Chain(ContactId onX, ContactId between, ContactId far) {}

    private Chain chain() {
        desk.matching("email");
        var onX = desk.given.contact("acme-1", Medium.X, "7");
        var between = desk.given.contact("acme-2", Medium.X, "7");
        desk.edit(between, "\"email\": \"jo@example.com\"");
        return new Chain(onX, between, withEmail("jo@example.com"));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private ContactId withEmail(String email) {
        var contact = desk.given.contact();
        assertThat(desk.edit(contact, "\"email\": \"" + email + "\"").status()).isEqualTo(200);
        return contact;
    }

    private List<ContactId> person(ContactId contact) {
        return personOf(desk.get(contact));
    }

    private static List<ContactId> personOf(Answer contact) {
        return contact.json().at("/person/contacts").valueStream().map(id -> new ContactId(id.asString())).toList();
    }

    private Answer links(ContactId contact) {
        return desk.get(path(contact) + "/links");
    }

    private Answer tell(String method, ContactId one, ContactId other) {
        return desk.as("admin", "w1").call(method, path(one) + "/not-same/" + other.value());
    }
}
