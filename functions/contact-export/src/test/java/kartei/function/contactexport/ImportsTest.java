package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Medium;
import kartei.domain.attribute.Format;
import kartei.domain.channel.Channel;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: an import")
class ImportsTest {
    static final String ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ImportDesk from;
    private final ImportDesk to;

    ImportsTest(TestTable table) {
        from = new ImportDesk(table, new ExportDesk(table), "w1");
        to = new ImportDesk(table, from.desk, "w2");
    }

    @AfterEach
    void close() {
        to.close();
    }

    /// A line with what every line needs, and `more` members.
    static String line(String id, String sender, String more) {
        return "{\"contactId\": \"" + id + "\", \"medium\": \"x\", \"channel\": \"acme-x\", \"senderId\": \"" + sender
                + "\"" + more + "}\n";
    }

    private static Channel channel(String id, Medium medium) {
        return new Channel(id, medium, "Acme", Optional.empty(), 1);
    }

    private void sameAttributesInBoth() {
        for (var given : List.of(from.given, to.given)) {
            given.attribute("tier", Format.TEXT, "Gold", "Tin");
            given.attribute("visits", Format.NUMBER);
        }
    }

    private void severalContacts() {
        from.given.contact(Map.of("email", "jo@example.com", "tier", "Gold", "visits", "12"));
        from.desk.clock.advance(Duration.ofMinutes(3));
        var x = channel("acme-x", Medium.X);
        from.given.contact(x, Optional.of("7"), Map.of("lastName", "O'Hara, \"Jo\"\n", "tier", "Tin"));
        from.given.contact(channel("other-x", Medium.X), Optional.of("7"), Map.of());
        var vip = from.given.contact(channel("acme-wa", Medium.WHATSAPP), Optional.empty(),
                Map.of("phone", "+49 30 901820"));
        from.given.vip(vip, true);
        for (int i = 0; i < 20; i++) {
            from.given.contact(x, Optional.empty(), Map.of("visits", Integer.toString(i)));
        }
    }

    @Test
    void makesTheContactsOfWhichAReportWasMade() {
        sameAttributesInBoth();
        severalContacts();
        var report = from.exported();
        from.desk.clock.advance(Duration.ofDays(1));

        var id = to.done(report);

        var shown = to.get(id);
        assertThat(shown.at("/state")).hasValue("ready");
        assertThat(shown.json().at("/rows").asInt()).isEqualTo(24);
        assertThat(shown.json().at("/rejected").asInt()).isZero();
        assertThat(shown.json().at("/progress/done").asInt())
                .isEqualTo(report.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        assertThat(shown.at("/progress/ofAbout")).isEqualTo(shown.at("/progress/done"));
        assertThat(to.rejects(id)).isEmpty();
        assertThat(to.exported()).isEqualTo(report).hasLineCount(24).contains("\"vip\":true").contains("\"personId\"");
    }

    @Test
    void changesNothingWhenItIsDoneTwice() {
        sameAttributesInBoth();
        severalContacts();
        var report = from.exported();
        to.done(report);
        var once = to.items();
        from.desk.clock.advance(Duration.ofDays(1));

        var again = to.get(to.done(report));

        assertThat(to.items()).isEqualTo(once);
        assertThat(again.at("/state")).hasValue("ready");
        assertThat(again.json().at("/rows").asInt()).isEqualTo(24);
        assertThat(again.json().at("/rejected").asInt()).isZero();
    }

    @Test
    void saysThatValuesAreOfAnImportAndThoseOfThePlatformOfTheChannel() {
        to.done(line(ID, "7",
                ", \"values\": {\"EMAIL\": \"jo@example.com\", \"x-followers\": \"12\", \"phone\": null}"));

        var values = Optional.ofNullable(to.contact(ID).get("values")).orElseThrow().m();

        assertThat(values).containsOnlyKeys("email", "x-followers");
        assertThat(in(values, "email").m()).containsOnlyKeys("import", "rev");
        assertThat(in(values, "email", "import", "at").s()).isEqualTo("2026-11-22T09:00:00.000Z");
        assertThat(in(values, "x-followers").m()).containsOnlyKeys("platform", "rev");
    }

    @Test
    void keepsTimesAndIsFoundByTheNextMessageOfItsSender() {
        to.done(line(ID, "7",
                ", \"createdAt\": \"2025-01-01T01:00:00.000+01:00\", \"lastMessageAt\": \"2025-02-01T00:00:00Z\""));

        assertThat(in(to.contact(ID), "createdAt").s()).isEqualTo("2025-01-01T00:00:00.000Z");
        assertThat(in(Optional.ofNullable(to.items().get("CON#w2#" + ID + " C~A")).orElseThrow(), "lastMessageAt").s())
                .isEqualTo("2025-02-01T00:00:00.000Z");
        assertThat(to.given.contactOf(channel("acme-x", Medium.X), "7")).hasValue(ID);
        assertThat(to.given.contactOf(channel("acme-x", Medium.X), "8")).isEmpty();
    }

    @Test
    @DisplayName("S42: keeps the VIP flag while VIP is off")
    void keepsVipWhileItIsOff() {
        to.given.off("vip");

        to.done(line(ID, "7", ", \"vip\": true"));

        assertThat(in(to.contact(ID), "vip").bool()).isTrue();
        assertThat(to.items()).containsKey("CON#w2#" + ID + " G#vip");
    }

    @Test
    void takesAContactWithMoreValuesThanOneWriteHolds() {
        var values = new StringBuilder("\"email\": \"jo@example.com\"");
        for (int i = 0; i < 120; i++) {
            to.given.attribute("a" + i, Format.TEXT);
            values.append(", \"a").append(i).append("\": \"v\"");
        }
        var file = line(ID, "7", ", \"values\": {" + values + "}");

        var id = to.done(file);
        var once = to.items();
        to.done(file);

        assertThat(to.get(id).json().at("/rows").asInt()).isOne();
        assertThat(in(to.contact(ID), "values").m()).hasSize(121);
        assertThat(to.items()).isEqualTo(once);
    }

    @Test
    void takesTheEarlierOfTwoLinesAboutOneContactOrSender() {
        var id = to.done(line(ID, "7", ", \"displayName\": \"First\"") + line(ID, "7", ", \"displayName\": \"Second\"")
                + line(ID, "8", "") + line(ID.replace("V", "W"), "7", ""));

        assertThat(in(to.contact(ID), "displayName").s()).isEqualTo("First");
        assertThat(to.contacts()).containsExactly(ID);
        assertThat(to.get(id).json().at("/rows").asInt()).isEqualTo(2);
        assertThat(to.rejects(id)).containsExactly(
                "{\"line\":3,\"reason\":\"/contactId is that of another contact here\"}",
                "{\"line\":4,\"reason\":\"/senderId is that of another contact here\"}");
    }

    @Test
    void isForAWorkspaceWithoutContactsOfAnotherOrigin() {
        var stranger = to.given.contact(Map.of());
        to.broughtByAMessage(stranger);
        var id = to.uploaded(line(ID, "7", ""));

        var refused = to.start(id);

        assertThat(problem(refused)).isEqualTo("conflict");
        assertThat(to.get(id).at("/state")).hasValue("uploading");
        assertThat(to.desk.jobs.active()).isEmpty();
    }

    @Test
    void rejectsALineThatMeetsAContactOfAnotherOrigin() {
        to.done(line(ID, "7", ""));
        var id = to.started(line(ID, "7", "") + line(ID.replace("V", "W"), "7", ""));
        to.broughtByAMessage(new kartei.domain.contact.ContactId(ID));

        to.desk.jobs.run();

        assertThat(to.rejects(id)).containsExactly(
                "{\"line\":1,\"reason\":\"/contactId is that of another contact here\"}",
                "{\"line\":2,\"reason\":\"/senderId is that of another contact here\"}");
    }

    /// What stands in a field, or in a field of the map in it.
    private static AttributeValue in(Map<String, AttributeValue> fields, String name, String... further) {
        var value = Optional.ofNullable(fields.get(name)).orElseThrow();
        for (var next : further) {
            value = Optional.ofNullable(value.m().get(next)).orElseThrow();
        }
        return value;
    }
}
