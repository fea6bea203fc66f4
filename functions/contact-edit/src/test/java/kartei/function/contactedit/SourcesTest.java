package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.shown;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import tools.jackson.databind.JsonNode;

@DisplayName("S5, S19: what the sources say of an attribute")
class SourcesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    SourcesTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void showsSideBySideWithWhoAndWhen() {
        desk.given.value(contact, "email", Source.IMPORT, "import@example.com");
        desk.given.value(contact, "email", Source.BOT, "bot@example.com");
        desk.clock.advance(Duration.ofMinutes(5));
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        assertThat(email(desk.get(contact)).toString()).isEqualTo(
                """
                        {"key":"email","label":"E-mail","kind":"standard","type":"text","value":"jo@example.com","source":"agent",\
                        "editable":true,"updatedAt":"2026-11-22T09:05:00.000Z","updatedBy":{"id":"u-agent","name":"Ada"},\
                        "conflict":true,"values":[\
                        {"source":"agent","value":"jo@example.com","updatedAt":"2026-11-22T09:05:00.000Z","updatedBy":{"id":"u-agent","name":"Ada"}},\
                        {"source":"bot","value":"bot@example.com","updatedAt":"2026-11-22T09:00:00.000Z"},\
                        {"source":"import","value":"import@example.com","updatedAt":"2026-11-22T09:00:00.000Z"}]}""");
    }

    @Test
    void showsNoConflictWhereTheySayTheSame() {
        desk.given.value(contact, "email", Source.BOT, "jo@example.com");
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        var email = email(desk.get(contact));

        assertThat(email.at("/values")).hasSize(2);
        assertThat(email.has("conflict")).isFalse();
    }

    @Test
    void showsNoneSideBySideOfOneSource() {
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        assertThat(email(desk.get(contact)).has("values")).isFalse();
        assertThat(email(desk.get(contact)).has("conflict")).isFalse();
    }

    @Test
    void letsTheNextSourceCountWhenAnAgentClearsTheirs() {
        desk.given.value(contact, "email", Source.BOT, "bot@example.com");
        desk.edit(contact, "\"email\": \"jo@example.com\"");

        var cleared = desk.edit(contact, "\"email\": null");

        assertThat(shown(cleared, "email", "/value")).hasValue("bot@example.com");
        assertThat(shown(cleared, "email", "/source")).hasValue("bot");
        assertThat(shown(cleared, "email", "/values")).isEmpty();
    }

    @Test
    @DisplayName("S21: the CRM's value counts while the CRM keeps the attribute")
    void letsTheCrmCountWhileItKeepsTheAttribute() {
        desk.edit(contact, "\"accountId\": \"A-1\"");
        desk.given.value(contact, "accountId", Source.CRM, "C-1");

        assertThat(shown(desk.get(contact), "accountId", "/value")).hasValue("A-1");
        desk.given.changed("accountId", definition -> definition.withCrm(true, false));
        assertThat(shown(desk.get(contact), "accountId", "/value")).hasValue("C-1");
        assertThat(shown(desk.get(contact), "accountId", "/conflict")).hasValue("true");
    }

    @Test
    @DisplayName("S12: of a dropdown by label and option")
    void showsDropdownsByLabelAndOption() {
        var tier = desk.given.attribute("tier", Format.TEXT, "Gold", "Silver", "Tin");
        desk.given.value(contact, "tier", Source.BOT, "Gold");
        desk.given.value(contact, "tier", Source.AGENT, "Tin");

        var both = desk.get(contact);
        desk.given.withoutOption("tier", tier.options().getLast());
        var one = desk.get(contact);

        assertThat(texts(both, "/attributes/6/values", "/value")).containsExactly("Tin", "Gold");
        assertThat(texts(both, "/attributes/6/values", "/optionId")).containsExactly(tier.options().getLast().id(),
                tier.options().getFirst().id());
        assertThat(shown(one, "tier", "/value")).hasValue("Gold");
        assertThat(shown(one, "tier", "/values")).isEmpty();
    }

    private static JsonNode email(Answer contact) {
        return contact.json()
                .at("/attributes")
                .valueStream()
                .filter(attribute -> attribute.at("/key").asString().equals("email"))
                .findFirst()
                .orElseThrow();
    }
}
