package kartei.local;

import static kartei.local.ErasedPeople.items;
import static kartei.local.ErasedPeople.path;
import static kartei.local.ErasedPeople.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

/// S47–S51 through all functions: who was erased is nowhere from the answer on, and nothing is left in the end.
@DisplayName("S47–S51: an erasure")
class ErasureTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;
    private final ErasedPeople people;

    ErasureTest(TestTable table) {
        house = new House(table);
        people = new ErasedPeople(house, table);
    }

    @AfterEach
    void close() {
        people.close();
    }

    @Test
    @DisplayName("S47: leaves nothing of a contact, and a receipt that says so")
    void leavesNothing() {
        var contact = people.known("jo");
        var other = people.known("kim");
        house.settle();
        var erasure = people.erased(contact);
        house.settle();

        assertThat(people.entry(erasure).at("/state").asString()).isEqualTo("erased");
        assertThat(people.entry(erasure).at("/receipt/items").asLong()).isGreaterThan(10);
        assertThat(people.entry(erasure).at("/receipt/objects").asLong()).isEqualTo(1);
        assertThat(people.itemsWith(contact)).allMatch(key -> key.startsWith("DEL#w1 / ") || key.startsWith("CLM#w1#")
                || key.startsWith("WSP#w1 / ERASED")
                || key.startsWith("JOB#w1 / erasure#"));
        assertThat(people.itemsWith("jo@example.com")).isEmpty();
        assertThat(people.itemsWith("Hello from jo")).isEmpty();
        assertThat(people.objectsWith("att/w1/" + contact)).isEmpty();
        assertThat(people.objectsWith("att/w1/" + other)).hasSize(1);
        assertThat(people.get(path(other)).status()).isEqualTo(200);
        assertThat(people.get("/v1/attributes?include=usage").body()).contains("\"usage\"");
    }

    @Test
    @DisplayName("S47: makes the contact unknown from its answer on, before anything is deleted")
    void isUnknownAtOnce() {
        var contact = people.known("jo");
        var conversation = text(people.message("acme-ig", "instagram", "jo", ""), "/conversationId");
        var linked = people.writesOnX("acme-x", "9");
        var same = people.writesOnX("acme-x2", "9");
        house.settle();
        people.erased(contact);
        people.erased(same);

        for (var gone : List.of(path(contact), path(contact) + "/history", path(contact) + "/links",
                path(contact) + "/changes", path(contact) + "/attachments/f-1", "/v1/conversations/" + conversation,
                "/v1/conversations/" + conversation + "/messages", path(contact) + "/erasure-preview")) {
            assertThat(people.get(gone).status()).as(gone).isEqualTo(404);
        }
        assertThat(people.erase(contact, "contact").status()).isEqualTo(404);
        assertThat(
                people.admin("PATCH", path(contact) + "/attributes", "{\"values\": {\"email\": \"a@b.de\"}}").status())
                .isEqualTo(404);
        for (var list : List.of("/v1/contacts", "/v1/contacts?group=vip", "/v1/contacts?channel=acme-ig",
                "/v1/contacts?attribute=email&value=jo@example.com", "/v1/conversations",
                "/v1/conversations?status=resolved", path(linked) + "/links", path(linked) + "/history",
                path(linked))) {
            assertThat(people.get(list).body()).as(list).doesNotContain(contact).doesNotContain(same);
        }
    }

    @Test
    @DisplayName("S48: makes room for a new contact of the same sender, which it never touches")
    void letsTheSenderComeAgain() {
        var contact = people.known("jo");
        var erasure = people.erased(contact);
        var again = people.writes("jo");
        house.settle();

        assertThat(again).isNotEqualTo(contact);
        assertThat(people.entry(erasure).at("/state").asString()).isEqualTo("erased");
        assertThat(people.get(path(again)).status()).isEqualTo(200);
        assertThat(items(people.get(path(again) + "/history"))).hasSize(1);
        assertThat(people.writes("jo")).isEqualTo(again);
    }

    @Test
    @DisplayName("S47: is not undone by a message that is delivered again")
    void staysWhenAMessageComesAgain() {
        var first = "{\"channel\": {\"id\": \"acme-ig\", \"medium\": \"instagram\"}, \"sender\": {\"id\": \"jo\"}, \"message\": {\"id\": \"m-again\", \"text\": \"Hello\", \"sentAt\": \"2026-11-22T09:00:00.000Z\", \"attachments\": [{\"id\": \"f\", \"contentType\": \"image/png\", \"size\": 3}]}}";
        var taken = house.call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages", first);
        people.erased(text(taken, "/contactId"));
        var during = house.call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages", first);
        house.settle();
        var after = house.call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages", first);

        for (var again : List.of(during, after)) {
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().at("/duplicate").asBoolean()).isTrue();
            assertThat(again.json().at("/uploads")).isEmpty();
            assertThat(text(again, "/messageId")).isEqualTo(text(taken, "/messageId"));
        }
        assertThat(items(people.get("/v1/contacts"))).isEmpty();
    }

    @Test
    @DisplayName("S47: waits until no upload URL can be used any more, and deletes what was put meanwhile")
    void waitsForUploads() {
        var answer = people.message("acme-ig", "instagram", "jo",
                ", \"attachments\": [{\"id\": \"f-1\", \"contentType\": \"image/png\", \"size\": 3}]");
        var contact = text(answer, "/contactId");
        var erasure = people.erased(contact);
        people.put(text(answer, "/uploads/0/url"), "image/png", "abc");
        var from = house.clock.instant();
        house.settle();

        var entry = people.entry(erasure);
        assertThat(Instant.parse(entry.at("/receipt/verifiedAt").asString()))
                .isAfterOrEqualTo(from.plus(Duration.ofMinutes(30)));
        assertThat(entry.at("/receipt/objects").asLong()).isEqualTo(1);
        assertThat(people.objectsWith("att/")).isEmpty();
    }

    @Test
    @DisplayName("S49, S50, S51: stands in the log with hint, medium, channel, time and admin, newest first")
    void standsInTheLog() {
        var ids = List.of(people.erased(people.writes("a")), people.erased(people.writesOnX("acme-x", "b")),
                people.erased(people.writes("c")));
        house.settle();

        assertThat(people.log("")).extracting(entry -> entry.at("/erasureId").asString())
                .containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(people.log("?medium=x")).extracting(entry -> entry.at("/erasureId").asString())
                .containsExactly(ids.get(1));
        var at = people.log("").getFirst().at("/deletedAt").asString();
        assertThat(people.log("?to=" + at)).isEmpty();
        assertThat(people.log("?from=" + at)).hasSize(3);
        assertThat(people.log("?from=" + at + "&to=2020-01-01T00:00:00.000Z")).isEmpty();
        assertThat(people.get("/v1/deleted-contacts?from=yesterday").status()).isEqualTo(422);
        assertThat(people.log("?from=1960-01-01T00:00:00.000Z&to=9999-12-31T23:59:59.999Z")).hasSize(3);
        assertThat(people.get("/v1/deleted-contacts/" + "x".repeat(3_000)).status()).isEqualTo(404);
        assertThat(people.admin("PUT", "/v1/settings/privacy", "{\"logDays\": 1}").status()).isEqualTo(200);
        house.clock.advance(Duration.ofDays(2));
        assertThat(people.log("")).isEmpty();
        assertThat(people.get("/v1/deleted-contacts/" + ids.get(0)).status()).isEqualTo(404);
        assertThat(people.admin("PUT", "/v1/settings/privacy", "{}").status()).isEqualTo(200);
        var page = people.get("/v1/deleted-contacts?limit=2");
        assertThat(items(page)).hasSize(2);
        assertThat(people.log("?limit=2&cursor=" + text(page, "/next"))).hasSize(1);
        var entry = people.entry(ids.get(1));
        assertThat(entry.at("/hint").asString()).isEqualTo(ErasedPeople.HINT);
        assertThat(entry.at("/medium").asString()).isEqualTo("x");
        assertThat(entry.at("/channel/name").asString()).isEqualTo("Acme");
        assertThat(entry.at("/deletedBy/id").asString()).isEqualTo("u-admin");
        assertThat(entry.at("/deletedBy/name").asString()).isEqualTo("Ada");
        assertThat(people.get("/v1/deleted-contacts/01ARZ3NDEKTSV4RRFFQ69G5FAV").status()).isEqualTo(404);
    }

    @Test
    @DisplayName("S50: has a receipt that anybody can verify by the public key")
    void canBeVerified() {
        var erasure = people.erased(people.known("jo"));
        house.settle();
        var receipt = ShownReceipt.of(people.entry(erasure));
        var key = people.get("/v1/deleted-contacts/signing-key").body();

        assertThat(receipt.holds(key)).isTrue();
        assertThat(receipt.forged().holds(key)).isFalse();
    }

    @Test
    @DisplayName("S47: of a person takes everybody who is linked, also where links were cut, one log entry each")
    void takesThePerson() {
        var first = people.writesOnX("x-0", "9");
        for (int channel = 1; channel < 30; channel++) {
            people.writesOnX("x-" + channel, "9");
        }
        var other = people.writesOnX("x-0", "10");
        var preview = people.get(path(first) + "/erasure-preview?scope=person").json();
        assertThat(preview.at("/contacts").asInt()).isEqualTo(30);
        assertThat(preview.at("/messages").asInt()).isEqualTo(30);
        var erasure = people.erased(first, "person");

        assertThat(items(people.get("/v1/contacts?limit=200"))).extracting(item -> item.at("/id").asString())
                .containsExactly(other);
        house.settle();
        var log = people.log("?limit=200");
        assertThat(log).hasSize(30).allSatisfy(entry -> {
            assertThat(entry.at("/group").asString()).isEqualTo(erasure);
            assertThat(entry.at("/state").asString()).isEqualTo("erased");
        });
    }

    @Test
    @DisplayName("S47: is counted before, in a preview")
    void isPreviewed() {
        var contact = people.known("jo");

        var preview = people.get(path(contact) + "/erasure-preview").json();

        assertThat(preview.at("/contacts").asInt()).isEqualTo(1);
        assertThat(preview.at("/conversations").asInt()).isEqualTo(2);
        assertThat(preview.at("/messages").asInt()).isEqualTo(3);
        assertThat(preview.at("/attachments").asInt()).isEqualTo(1);
        assertThat(preview.at("/values").asInt()).isEqualTo(2);
        assertThat(preview.at("/changes").asInt()).isEqualTo(3);
        assertThat(preview.has("cut")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("S49: is refused without a hint of 1 to 200 characters, or with what nobody knows")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                        | /hint
            {"hint": ""}                              | /hint
            {"hint": "   "}                           | /hint
            {"hint": 7}                               | /hint
            {"hint": "a\\u0007b"}                     | /hint
            {"hint": "Jo", "scope": "everybody"}      | /scope
            {"hint": "Jo", "why": "asked"}            | /why
            """)
    void isRefused(String body, String pointer) {
        var contact = people.writes("jo");

        var answer = people.admin("POST", path(contact) + "/erasure", body);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("\"pointer\":\"" + pointer + "\"");
        assertThat(people.get(path(contact)).status()).isEqualTo(200);
    }

    @Test
    @DisplayName("S49: is done once under one Idempotency-Key")
    void isDoneOnce() {
        var contact = people.writes("jo");
        var first = keyed(contact, "{\"hint\": \"Jo\"}");
        var again = keyed(contact, "{\"hint\": \"Jo\"}");
        var other = keyed(contact, "{\"hint\": \"Kim\"}");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.header("idempotent-replayed")).contains("true");
        assertThat(text(again, "/erasureId")).isEqualTo(text(first, "/erasureId"));
        assertThat(other.status()).isEqualTo(422);
        assertThat(people.log("")).hasSize(1);
    }

    private Answer keyed(String contact, String body) {
        return house.call(caller -> caller.as("admin", "w1").header("Idempotency-Key", "k-1"), "POST",
                path(contact) + "/erasure", body);
    }

    @Test
    @DisplayName("S47: gives no file out that holds the contact, also before it is withdrawn")
    void givesNoFileOut() {
        var contact = people.known("jo");
        var export = text(
                people.admin("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}"), "/id");
        var bundle = text(people.admin("POST", path(contact) + "/access-bundle", ""), "/id");
        house.settle();
        var files = List.of("/v1/exports/" + export + "/file", "/v1/exports/" + export + "/schema",
                "/v1/access-bundles/" + bundle + "/file");
        assertThat(files).allSatisfy(file -> assertThat(people.get(file).status()).isEqualTo(303));

        people.erased(contact);

        assertThat(files).allSatisfy(file -> assertThat(people.get(file).status()).isEqualTo(404));
    }

    @Test
    @DisplayName("S47: takes back who was said to be another person")
    void forgetsNotSame() {
        var one = people.writesOnX("x-0", "9");
        var two = people.writesOnX("x-1", "9");
        assertThat(people.admin("PUT", path(one) + "/not-same/" + two, "").status()).isEqualTo(204);
        people.erased(two);
        house.settle();

        assertThat(people.itemsWith(two)).noneMatch(key -> key.startsWith("CON#") || key.startsWith("LNK#"));
        assertThat(people.get(path(one)).status()).isEqualTo(200);
    }
}
