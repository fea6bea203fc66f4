package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.etag;
import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.problem;
import static kartei.function.contactedit.ContactDesk.shown;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.Plan;
import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S4, S10, S11, S17, S19: filling in values")
class EditValuesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    EditValuesTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @BeforeEach
    void attributes() {
        desk.given.attribute("note", Format.TEXT);
        desk.given.attribute("score", Format.NUMBER);
        desk.given.attribute("birthday", Format.DATE);
        desk.given.attribute("site", Format.URL);
        desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Straße");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key       | value                                     | takes
            note      | anything at all                           | true
            note      | ' as typed '                              | true
            note      | 日本語 👩‍👩‍👧                                  | true
            note      | line\\nline\\ttab                           | true
            note      | bell\\u0007                                | false
            score     | 1200                                      | true
            score     | -3.50                                     | true
            score     | 12345678901234567890123456789012345678    | true
            score     | 123456789012345678901234567890123456789   | false
            score     | 1e5                                       | false
            score     | 1,200                                     | false
            score     | ١٢                                        | false
            birthday  | 2024-02-29                                | true
            birthday  | 2023-02-29                                | false
            birthday  | 22.11.2026                                | false
            email     | jo@example.com                            | true
            email     | jo@münchen.example                        | true
            email     | jo@                                       | false
            email     | jo example.com                            | false
            phone     | +49 30 901820                             | true
            phone     | 030 901820                                | false
            phone     | call me                                   | false
            site      | https://example.com/a?b=c                 | true
            site      | ftp://example.com                         | false
            site      | javascript:alert(1)                       | false
            tier      | Gold                                      | true
            tier      | gold                                      | true
            tier      | Platinum                                  | false
            """)
    void takesOnlyWhatTheFormatAllowsAndKeepsItAsTyped(String key, String value, boolean takes) {
        var answer = desk.edit(contact, "\"%s\": \"%s\"".formatted(key, value));

        assertThat(answer.status()).as(answer.body()).isEqualTo(takes ? 200 : 422);
        if (takes) {
            var kept = key.equals("tier") ? "Gold" : value.replace("\\n", "\n").replace("\\t", "\t");
            assertThat(shown(answer, key, "/value")).hasValue(kept);
            assertThat(desk.get(contact).body()).isEqualTo(answer.body());
        } else {
            assertThat(texts(answer, "/errors", "/pointer")).containsExactly("/values/" + key);
        }
    }

    @Test
    void setsADropdownByIdOrLabelWhateverTheCase() {
        var options = desk.given.attribute("tier").options();

        var byId = desk.edit(contact, "\"tier\": \"%s\"".formatted(options.get(1).id()));
        var byLabel = desk.edit(contact, "\"tier\": \" STRASSE \"");

        assertThat(shown(byId, "tier", "/value")).hasValue("Silver");
        assertThat(shown(byId, "tier", "/optionId")).hasValue(options.get(1).id());
        assertThat(shown(byLabel, "tier", "/value")).hasValue("Straße");
        assertThat(shown(byLabel, "tier", "/optionId")).hasValue(options.get(2).id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void clearsAValue(String nothing) {
        desk.edit(contact, "\"email\": \"jo@example.com\", \"tier\": \"Gold\", \"note\": \"x\"");

        var answer = desk.edit(contact, "\"email\": %s, \"tier\": %s".formatted(nothing, nothing));

        assertThat(shown(answer, "email", "/value")).isEmpty();
        assertThat(shown(answer, "email", "/source")).isEmpty();
        assertThat(shown(answer, "tier", "/optionId")).isEmpty();
        assertThat(shown(answer, "note", "/value")).hasValue("x");
        assertThat(desk.given.usage("email").contacts()).isZero();
        assertThat(desk.given.usage("note").contacts()).isEqualTo(1);
    }

    @Test
    void saysWhoGaveAValueAndWhen() {
        desk.clock.advance(Duration.ofMinutes(5));

        var answer = desk.edit(contact, "\"email\": \"jo@example.com\"");

        assertThat(shown(answer, "email", "/source")).hasValue("agent");
        assertThat(shown(answer, "email", "/updatedAt")).hasValue("2026-11-22T09:05:00.000Z");
        assertThat(shown(answer, "email", "/updatedBy/id")).hasValue("u-agent");
        assertThat(shown(answer, "email", "/updatedBy/name")).hasValue("Ada");
    }

    @Test
    void keepsWhoGaveAValueThatStays() {
        var first = desk.edit(contact, "\"email\": \"jo@example.com\", \"note\": null");
        desk.clock.advance(Duration.ofMinutes(5));

        var again = ContactDesk.edit(desk.as("admin", "w1"), contact, "\"email\": \"jo@example.com\", \"note\": \"x\"");

        assertThat(shown(again, "email", "/updatedBy/id")).hasValue("u-agent");
        assertThat(shown(again, "email", "/updatedAt")).isEqualTo(shown(first, "email", "/updatedAt"));
        assertThat(shown(again, "note", "/updatedBy/id")).hasValue("u-admin");
    }

    @Test
    void writesNothingWhenNothingChanges() {
        var first = desk.edit(contact, "\"email\": \"jo@example.com\", \"tier\": \"Gold\"");
        desk.clock.advance(Duration.ofMinutes(5));

        var bill = desk.bill(() -> {
            var again = desk.edit(contact, "\"email\": \"jo@example.com\", \"tier\": \"GOLD\", \"note\": null");
            assertThat(again.body()).isEqualTo(first.body());
            assertThat(etag(again)).isEqualTo(etag(first));
        });

        assertThat(bill.writeUnits()).isZero();
        assertThat(bill.roundTrips()).as("%s", bill).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            body                                                                 | pointers
            {}                                                                   | /values
            {"values": null}                                                     | /values
            {"values": {}}                                                       | /values
            {"values": []}                                                       | /values
            {"values": {"unknown": "x"}}                                         | /values/unknown
            {"values": {"vip": "true"}}                                          | /values/vip
            {"values": {"a/b~c": "x"}}                                           | /values/a~1b~0c
            {"values": {"email": 5, "phone": "x", "score": true, "no": "x"}}     | /values/email /values/phone /values/score /values/no
            {"values": {"email": "jo@example.com", "EMAIL": "jo@example.com"}}   | /values/EMAIL
            {"values": {"email": "x", "x-bio": "y"}, "more": 1}                  | /values/email /more
            """)
    void namesAllFaultsAtOnceAndChangesNothing(String body, String pointers) {
        var before = desk.get(contact).body();

        var refused = desk.agent().call("PATCH", path(contact) + "/attributes", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
        assertThat(desk.get(contact).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            values                                                | pointers
            "instagram-bio": "x"                                  | -
            "instagram-handle": "x", "note": "y"                  | /values/instagram-handle
            "x-bio": null                                         | /values/x-bio
            "jobTitle": "x", "accountId": "y", "x-bio": "z"       | /values/jobTitle /values/accountId /values/x-bio
            "jobTitle": null                                      | /values/jobTitle
            """)
    @DisplayName("S16, S21: platform attributes, what is off and what the CRM keeps are not edited")
    void refusesWhatIsNotEditableAndChangesNothing(String values, String pointers) {
        desk.given.off("jobTitle");
        desk.given.changed("accountId", definition -> definition.withCrm(true, false));
        desk.given.on("instagram-handle");
        var before = desk.get(contact).body();

        var refused = ContactDesk.edit(desk.as("admin", "w1"), contact, values);

        if (pointers.equals("-")) {
            assertThat(refused.status()).isEqualTo(422);
        } else {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(problem(refused)).isEqualTo("not-editable");
            assertThat(texts(refused, "/errors", "/pointer")).containsExactlyInAnyOrder(pointers.split(" "));
        }
        assertThat(desk.get(contact).body()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            plan,         status, problem
            STANDARD,     404,    feature-not-in-plan
            PROFESSIONAL, 404,    feature-not-in-plan
            ADVANCED,     200,    ''
            ENTERPRISE,   200,    ''
            """)
    @DisplayName("S4: advanced and enterprise")
    void needsAPlanThatHasIt(Plan plan, int status, String problem) {
        desk.given.plan(plan);

        var answer = desk.edit(contact, "\"email\": \"jo@example.com\"");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(problem(answer)).isEqualTo(problem);
    }

    @Test
    void refusesAValueThatIsTooLong() {
        var fits = "é".repeat(Limits.VALUE_BYTES_MAX / 2);

        assertThat(desk.edit(contact, "\"note\": \"%s\"".formatted(fits)).status()).isEqualTo(200);
        assertThat(desk.edit(contact, "\"note\": \"%sx\"".formatted(fits)).status()).isEqualTo(422);
    }

    @Test
    void takesAtMost25ValuesAtOnce() {
        var values = IntStream.range(0, 25)
                .mapToObj(i -> desk.given.attribute("a" + i, Format.TEXT))
                .map(definition -> "\"%s\": \"x\"".formatted(definition.key().value()))
                .collect(Collectors.joining(","));

        assertThat(desk.edit(contact, values).status()).isEqualTo(200);
        assertThat(desk.edit(contact, values + ", \"note\": \"x\"").status()).isEqualTo(422);
        assertThat(shown(desk.get(contact), "note", "/value")).isEmpty();
    }

    @Test
    void refusesMoreThanAContactCanHoldAndStillClears() {
        var full = "x".repeat(Limits.VALUE_BYTES_MAX);
        var keys = IntStream.range(0, 70)
                .mapToObj(i -> desk.given.attribute("a" + i, Format.TEXT).key().value())
                .toList();
        int taken = 0;
        while (desk.edit(contact, "\"%s\": \"%s\"".formatted(keys.get(taken), full)).status() == 200) {
            taken++;
        }

        assertThat(taken).isBetween(60, 64);
        var refused = desk.edit(contact, "\"%s\": \"%s\"".formatted(keys.getLast(), full));
        assertThat(texts(refused, "/errors", "/pointer")).containsExactly("/values");
        assertThat(desk.edit(contact, "\"%s\": null".formatted(keys.getFirst())).status()).isEqualTo(200);
    }

    /// The use of a dropdown's option counts with it, and the mark that an address leaves: what the transaction holds.
    @Test
    void costsOneReadBesideTheGateAndOneTransaction() {
        desk.edit(contact, "\"jobTitle\": \"Baker\", \"email\": \"jo@example.com\"");

        var bill = desk.bill(() -> desk.edit(contact, "\"jobTitle\": \"Miller\""));
        var marked = desk.bill(() -> desk.edit(contact, "\"email\": \"jo@example.org\""));
        var counted = desk.bill(() -> desk.edit(contact, "\"tier\": \"Gold\""));

        assertThat(bill.roundTrips()).as("%s", bill).isEqualTo(2);
        assertThat(bill.operations()).containsExactlyInAnyOrder("Query", "BatchGetItem", "TransactWriteItems");
        assertThat(bill.writeUnits()).as("%s", bill).isEqualTo(7);
        assertThat(marked.roundTrips()).isEqualTo(2);
        assertThat(marked.writeUnits()).isEqualTo(11);
        assertThat(counted.roundTrips()).isEqualTo(2);
        assertThat(counted.writeUnits()).isEqualTo(9);
    }
}
