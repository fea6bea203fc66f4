package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.contact.ContactId;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

/// S33: the groups of a contact, by the values that it has at this moment.
class GroupsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;
    private final ContactId contact;

    GroupsTest(TestTable table) {
        desk = new ContactDesk(table);
        contact = desk.given.contact();
        desk.given.group(new ContactGroup("Bakers", "Bakers",
                List.of(new Criterion("jobTitle", Operator.EQUALS, List.of("Baker")),
                        new Criterion("email", Operator.IS_SET, List.of("false"))),
                1));
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private String groups() {
        return desk.get(contact).json().at("/groups").toString();
    }

    @Test
    @DisplayName("S33: a value that makes a contact a member shows in the answer to its edit")
    void followTheValuesAtOnce() {
        assertThat(groups()).isEqualTo("[]");

        var edited = desk.edit(contact, "\"jobTitle\": \"BAKER\"");
        assertThat(edited.json().at("/groups").toString()).isEqualTo("[\"Bakers\"]");

        desk.vip(contact, true);
        assertThat(groups()).isEqualTo("[\"vip\",\"Bakers\"]");
        assertThat(desk.all("/v1/contacts").getFirst().at("/groups").toString()).isEqualTo("[\"vip\",\"Bakers\"]");
    }

    @Test
    @DisplayName("S33: why a contact is in a group: what it asks for, what the contact has, what holds")
    void saysWhy() {
        desk.edit(contact, "\"jobTitle\": \"Baker\", \"email\": \"jo@example.com\"");

        var why = desk.get(path(contact) + "/groups/bakers/why");

        assertThat(why.at("/member")).contains("false");
        assertThat(why.json().at("/inputs").toString()).isEqualTo(
                "[{\"attribute\":\"jobTitle\",\"op\":\"equals\",\"value\":\"Baker\",\"actual\":\"Baker\",\"holds\":true},"
                        + "{\"attribute\":\"email\",\"op\":\"isSet\",\"value\":false,\"actual\":\"jo@example.com\",\"holds\":false}]");
        assertThat(why.at("/rulesVersion")).contains("1");
        assertThat(desk.get(path(contact) + "/groups/vip/why").at("/member")).contains("false");
        assertThat(desk.get(path(contact) + "/groups/nobody/why").status()).isEqualTo(404);
        desk.given.off("vip");
        assertThat(desk.get(path(contact) + "/groups/vip/why").status()).isEqualTo(404);
    }
}
