package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.etag;
import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.shown;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.attribute.Format;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S3, S16, S18: the contact tab")
class ContactTabTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    ContactTabTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void showsTheContactAndWhatIsOnAlsoWithoutAValue() {
        var contact = desk.given.contact();

        var tab = desk.get(contact);

        assertThat(tab.status()).isEqualTo(200);
        assertThat(tab.body()).isEqualTo(
                """
                        {"id":"%s","channel":{"id":"acme-ig","medium":"instagram","name":"Acme"},"displayName":"Jo","handle":"jo",\
                        "vip":false,"attributes":[\
                        {"key":"firstName","label":"First name","kind":"standard","type":"text","value":null,"editable":true},\
                        {"key":"lastName","label":"Last name","kind":"standard","type":"text","value":null,"editable":true},\
                        {"key":"email","label":"E-mail","kind":"standard","type":"text","value":null,"editable":true},\
                        {"key":"phone","label":"Phone","kind":"standard","type":"text","value":null,"editable":true},\
                        {"key":"accountId","label":"Account ID","kind":"standard","type":"text","value":null,"editable":true},\
                        {"key":"jobTitle","label":"Job title","kind":"standard","type":"text","value":null,"editable":true}],\
                        "person":{"contacts":["%s"]},"groups":[],"createdAt":"2026-11-22T09:00:00.000Z","lastMessageAt":"2026-11-22T09:00:00.000Z",\
                        "version":2}"""
                        .formatted(contact.value(), contact.value()));
    }

    @Test
    @DisplayName("S8: agents see the admin's order")
    void showsAttributesInDisplayOrder() {
        var contact = desk.given.contact();
        desk.given.attribute("tier", Format.TEXT);
        desk.given.first("tier");

        assertThat(texts(desk.get(contact), "/attributes", "/key")).startsWith("tier", "firstName").hasSize(7);
    }

    @Test
    @DisplayName("S3, S7: what is off does not show, its value comes back with the switch")
    void hidesWhatIsOff() {
        var contact = desk.given.contact();
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        desk.given.off("email");
        var off = desk.get(contact);
        desk.given.on("email");

        assertThat(texts(off, "/attributes", "/key")).doesNotContain("email");
        assertThat(shown(desk.get(contact), "email", "/value")).hasValue("jo@example.com");
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            medium,    enabled, onInstagram, shows
            INSTAGRAM, true,    true,        true
            INSTAGRAM, true,    false,       false
            INSTAGRAM, false,   true,        false
            X,         true,    true,        false
            """)
    @DisplayName("S18, S23: platform attributes show on their medium only")
    void showsPlatformAttributesOnTheirMedium(Medium medium, boolean enabled, boolean onInstagram, boolean shows) {
        var contact = desk.given.contact("channel", medium, Map.of("instagram-followers", "1200"));
        desk.given.changed("instagram-followers",
                definition -> definition.withEnabled(enabled).withMedia(Map.of(Medium.INSTAGRAM, onInstagram)));

        var tab = desk.get(contact);

        assertThat(texts(tab, "/attributes", "/key").contains("instagram-followers")).isEqualTo(shows);
        if (shows) {
            assertThat(shown(tab, "instagram-followers", "/value")).hasValue("1200");
            assertThat(shown(tab, "instagram-followers", "/source")).hasValue("platform");
            assertThat(shown(tab, "instagram-followers", "/editable")).hasValue("false");
        }
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    @DisplayName("S2, S4, S32: what may be edited, and VIP, follow the plan")
    void followsThePlan(Plan plan) {
        var contact = desk.given.contact();
        desk.given.plan(plan);
        var advanced = plan == Plan.ADVANCED || plan == Plan.ENTERPRISE;

        var tab = desk.get(contact);

        assertThat(shown(tab, "email", "/editable")).hasValue(String.valueOf(advanced));
        assertThat(tab.at("/vip")).isEqualTo(advanced ? Optional.of("false") : Optional.empty());
    }

    @Test
    @DisplayName("S21: CRM-managed attributes are not edited by hand")
    void saysThatTheCrmKeepsAnAttribute() {
        var contact = desk.given.contact();
        desk.given.changed("accountId", definition -> definition.withCrm(true, false));

        assertThat(shown(desk.get(contact), "accountId", "/editable")).hasValue("false");
    }

    @Test
    void showsNoValueWhoseOptionIsGone() {
        var contact = desk.given.contact();
        var tier = desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Bronze");
        desk.edit(contact, "\"tier\": \"Gold\"");
        desk.given.withoutOption("tier", tier.options().getFirst());

        var tab = desk.get(contact);

        assertThat(shown(tab, "tier", "/value")).isEmpty();
        assertThat(shown(tab, "tier", "/optionId")).isEmpty();
        assertThat(shown(tab, "tier", "/source")).isEmpty();
    }

    @Test
    @DisplayName("S12: a renamed option keeps its contacts")
    void showsARenamedOptionUnderItsNewLabel() {
        var contact = desk.given.contact();
        var tier = desk.given.attribute("tier", Format.TEXT, "Gold", "Silver");
        desk.edit(contact, "\"tier\": \"Gold\"");
        desk.given.renamedOption("tier", tier.options().getFirst(), "Golden");

        var tab = desk.get(contact);

        assertThat(shown(tab, "tier", "/value")).hasValue("Golden");
        assertThat(shown(tab, "tier", "/optionId")).hasValue(tier.options().getFirst().id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "01arz3ndektsv4rrffq69g5fav", "%00",
            "..%2Fworkspace"})
    void isNotThereForAnIdThatIsNone(String id) {
        desk.given.contact();

        for (var target : new String[]{"/v1/contacts/" + id, "/v1/contacts/" + id + "/history"}) {
            var answer = desk.get(target);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(problem(answer)).isEqualTo("not-found");
        }
    }

    @Test
    void isTheSameNotFoundForAnotherWorkspace() {
        var contact = desk.given.contact();
        var other = desk.as("admin", "w2");
        var unknown = other.call("GET", "/v1/contacts/01ARZ3NDEKTSV4RRFFQ69G5FAV");

        assertThat(other.call("GET", path(contact)).body()).isEqualTo(unknown.body());
        assertThat(other.call("GET", path(contact) + "/history").body()).isEqualTo(unknown.body());
        assertThat(ContactDesk.edit(other, contact, "\"email\": null").body()).isEqualTo(unknown.body());
        assertThat(ContactDesk.vip(other, contact, true).body()).isEqualTo(unknown.body());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            role,      status
            admin,     200
            agent,     200
            connector, 403
            """)
    void isForPeople(String role, int status) {
        var contact = desk.given.contact();
        var caller = desk.as(role, "w1");

        assertThat(caller.call("GET", path(contact)).status()).isEqualTo(status);
        assertThat(caller.call("GET", path(contact) + "/history").status()).isEqualTo(status);
        assertThat(caller.call("GET", "/v1/contacts").status()).isEqualTo(status);
        assertThat(ContactDesk.edit(caller, contact, "\"email\": null").status()).isEqualTo(status);
        assertThat(ContactDesk.vip(caller, contact, true).status()).isEqualTo(status);
    }

    @Test
    void answers304UntilSomethingThatItShowsChanges() {
        var contact = desk.given.contact();
        var knowing = desk.agent().header("if-none-match", etag(desk.get(contact)));

        assertThat(knowing.call("GET", path(contact)).status()).isEqualTo(304);
        desk.clock.advance(Duration.ofSeconds(1));
        desk.given.reply(desk.given.openOf(contact), "Hello");
        assertThat(knowing.call("GET", path(contact)).status()).isEqualTo(200);
    }

    @Test
    void costsOneRoundTripOfOneQueryBesideTheGate() {
        var contact = desk.given.contact();
        desk.given.attribute("tier", Format.TEXT);
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        var bill = desk.bill(() -> desk.get(contact));

        assertThat(bill.roundTrips()).as("%s", bill).isEqualTo(1);
        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "BatchGetItem");
        assertThat(bill.readUnits()).as("%s", bill).isEqualTo(3);
    }
}
