package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.etag;
import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Plan;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S32, S40–S42: VIP")
class VipTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    VipTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    @DisplayName("S40: an agent sets and clears it")
    void isSetAndCleared() {
        var set = desk.vip(contact, true);

        assertThat(set.status()).isEqualTo(200);
        assertThat(set.at("/vip")).hasValue("true");
        assertThat(set.json().at("/groups").toString()).isEqualTo("[\"vip\"]");
        assertThat(desk.get(contact).body()).isEqualTo(set.body());

        var cleared = desk.vip(contact, false);
        assertThat(cleared.at("/vip")).hasValue("false");
        assertThat(cleared.json().at("/groups").toString()).isEqualTo("[]");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void writesNothingWhenItIsSoAlready(boolean vip) {
        var first = desk.vip(contact, vip);

        var bill = desk.bill(() -> assertThat(desk.vip(contact, vip).body()).isEqualTo(first.body()));

        assertThat(bill.writeUnits()).isZero();
    }

    @Test
    @DisplayName("S41: a member of the VIP group as long as it is set")
    void makesAMemberOfTheGroup() {
        var other = desk.given.contact();
        desk.vip(contact, true);
        desk.vip(other, true);
        desk.vip(other, false);

        assertThat(texts(desk.get("/v1/contacts?group=vip"), "/items", "/id")).containsExactly(contact.value());
    }

    @Test
    @DisplayName("S42: off, agents are offered nothing; flags stay and come back")
    void staysAndComesBackWithTheSwitch() {
        desk.vip(contact, true);
        desk.given.off("vip");

        var tab = desk.get(contact);
        assertThat(tab.at("/vip")).isEmpty();
        assertThat(tab.json().at("/groups").toString()).isEqualTo("[]");
        assertThat(desk.get("/v1/contacts").at("/items/0/vip")).isEmpty();
        assertThat(desk.get("/v1/contacts?group=vip").status()).isEqualTo(404);
        var refused = desk.vip(contact, false);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(problem(refused)).isEqualTo("not-editable");

        desk.given.on("vip");
        assertThat(desk.get(contact).at("/vip")).hasValue("true");
        assertThat(texts(desk.get("/v1/contacts?group=vip"), "/items", "/id")).containsExactly(contact.value());
    }

    @ParameterizedTest
    @EnumSource(Plan.class)
    void needsAPlanThatHasIt(Plan plan) {
        desk.given.plan(plan);
        var has = plan == Plan.ADVANCED || plan == Plan.ENTERPRISE;

        var answer = desk.vip(contact, true);

        assertThat(answer.status()).isEqualTo(has ? 200 : 404);
        assertThat(problem(answer)).isEqualTo(has ? "" : "feature-not-in-plan");
        assertThat(desk.get("/v1/contacts?group=vip").status()).isEqualTo(has ? 200 : 404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                        | pointers
            {}                          | /vip
            {"vip": null}               | /vip
            {"vip": "true", "more": 1}  | /vip /more
            []                          | ''
            """)
    void namesAllFaultsAtOnce(String body, String pointers) {
        var refused = desk.agent().call("PUT", path(contact) + "/vip", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
    }

    @Test
    void isRefusedWhenItChangedSinceAndOnlyThen() {
        var before = etag(desk.get(contact));
        desk.edit(contact, "\"email\": \"jo@example.com\"");
        var knowing = desk.agent().header("if-match", before);

        assertThat(ContactDesk.vip(knowing, contact, true).status()).isEqualTo(200);
        var refused = ContactDesk.vip(knowing, contact, false);

        assertThat(refused.status()).isEqualTo(412);
        assertThat(problem(refused)).isEqualTo("stale");
        assertThat(desk.get(contact).at("/vip")).hasValue("true");
    }

    @Test
    void costsOneReadBesideTheGateAndOneTransaction() {
        desk.get(contact);

        var bill = desk.bill(() -> desk.vip(contact, true));

        assertThat(bill.roundTrips()).as("%s", bill).isEqualTo(2);
        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "BatchGetItem", "TransactWriteItems");
        assertThat(bill.writeUnits()).as("%s", bill).isEqualTo(10);
    }
}
