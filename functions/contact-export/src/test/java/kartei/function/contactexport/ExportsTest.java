package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static kartei.function.contactexport.ExportDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.zip.GZIPInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: an export")
class ExportsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final Channel X = new Channel("acme-x", Medium.X, "Acme", Optional.empty(), 1);

    private final ExportDesk desk;

    ExportsTest(TestTable table) {
        desk = new ExportDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private List<ContactId> several(int howMany) {
        return Stream.generate(() -> desk.given.contact(Map.of("email", "jo@example.com"))).limit(howMany).toList();
    }

    /// The ids that a CSV file holds.
    private static List<String> ids(String csv) {
        return csv.lines().skip(1).map(line -> line.split(",", -1)[0]).sorted().toList();
    }

    private static List<String> values(List<ContactId> contacts) {
        return contacts.stream().map(ContactId::value).sorted().toList();
    }

    private static final String IDS = ", \"format\": \"csv\", \"columns\": [\"contactId\"]";

    @Test
    void holdsEveryContactOnceAndSaysWhatItIs() throws Exception {
        var contacts = several(20);

        var started = desk.start(", \"format\": \"csv\"");
        desk.jobs.run();

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.at("/state")).hasValue("queued");
        var id = started.at("/id").orElseThrow();
        var shown = desk.get(path(id));
        var file = desk.file(id);
        assertThat(ids(new String(file, StandardCharsets.UTF_8))).isEqualTo(values(contacts));
        assertThat(shown.at("/state")).hasValue("ready");
        assertThat(shown.json().at("/rows").asInt()).isEqualTo(20);
        assertThat(shown.json().at("/bytes").asInt()).isEqualTo(file.length);
        assertThat(shown.at("/sha256"))
                .hasValue(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(shown.at("/expiresAt")).hasValueSatisfying(at -> assertThat(at).startsWith("2026-11-29T"));
        assertThat(shown.json().at("/progress/rows").asInt()).isEqualTo(20);
        assertThat(shown.json().at("/progress/ofAbout").asInt()).isEqualTo(20);
    }

    @Test
    void ofAnEmptyWorkspaceHasOnlyItsHead() {
        assertThat(desk.text(", \"format\": \"csv\"")).startsWith("\uFEFFcontactId,personId,medium,")
                .endsWith("\r\n")
                .hasLineCount(1);
        assertThat(desk.made(", \"format\": \"jsonl\"")).isEmpty();
    }

    @Test
    void leavesOnlyTheFileWhatDescribesItAndWhoIsInIt() {
        several(3);
        var id = desk.started(IDS);
        desk.jobs.run();

        assertThat(desk.objects()).allMatch(object -> object.startsWith("exp/w1/"))
                .filteredOn(object -> !object.contains("/ids/"))
                .hasSize(2);
        assertThat(desk.beside(id)).contains("EXPORT").doesNotContain("FILE");
        assertThat(desk.uploads()).isZero();
    }

    @Test
    void isDescribedBesideTheFile() {
        several(2);
        var id = desk.started(IDS);
        desk.jobs.run();

        var schema = new String(desk.downloaded(path(id) + "/schema").body(), StandardCharsets.UTF_8);

        assertThat(schema).contains("\"contactId\"")
                .contains("\"rows\":2")
                .contains(desk.get(path(id)).at("/sha256").orElseThrow());
    }

    @Test
    void isDownloadedUnderANameThatSaysWhatItHolds() {
        several(1);
        var id = desk
                .started(IDS + ", \"from\": \"2026-11-22\", \"to\": \"2026-11-23\", \"timeZone\": \"Europe/Berlin\"");
        desk.jobs.run();

        var file = desk.downloaded(path(id) + "/file");

        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .contains("contact-attributes_20261121T230000Z_20261122T230000Z_" + id.replace("export-", "") + ".csv");
        assertThat(file.headers().firstValue("content-type").orElseThrow()).startsWith("text/csv");
    }

    @Test
    void holdsWhatChangedLastInAPeriod() {
        var before = desk.given.contact(Map.of());
        var edited = desk.given.contact(Map.of());
        var vip = desk.given.contact(Map.of());
        desk.clock.advance(Duration.ofDays(1));
        var from = desk.clock.instant();
        desk.given.value(edited, "email", "jo@example.com");
        desk.given.vip(vip, true);
        desk.clock.advance(Duration.ofDays(1));
        var to = desk.clock.instant();
        var later = desk.given.contact(Map.of());

        assertThat(ids(desk.text(IDS + ", \"from\": \"" + from + "\", \"to\": \"" + to + "\"")))
                .isEqualTo(values(List.of(edited, vip)));
        assertThat(ids(desk.text(IDS + ", \"to\": \"" + from + "\""))).isEqualTo(values(List.of(before)));
        assertThat(ids(desk.text(IDS + ", \"from\": \"" + to + "\""))).isEqualTo(values(List.of(later)));
    }

    @Test
    void holdsTheContactsOfSomeChannelsOrOneContact() {
        desk.given.contact(Map.of());
        var onX = desk.given.contact(X, Optional.empty(), Map.of());
        var another = desk.given.contact(X, Optional.empty(), Map.of());

        assertThat(ids(desk.text(IDS + ", \"channels\": [\"acme-x\"]"))).isEqualTo(values(List.of(onX, another)));
        assertThat(ids(desk.text(IDS + ", \"contactId\": \"" + onX.value() + "\""))).containsExactly(onX.value());
    }

    @Test
    void saysWhoIsTheSamePersonByTheSmallestOfTheirIds() {
        var first = desk.given.contact(X, Optional.of("7"), Map.of());
        var second = desk.given.contact(X, Optional.of("7"), Map.of());
        var alone = desk.given.contact(X, Optional.of("8"), Map.of());

        var rows = desk.text(", \"format\": \"csv\", \"columns\": [\"contactId\", \"personId\"]")
                .lines()
                .skip(1)
                .toList();

        assertThat(rows).containsExactlyInAnyOrder(first.value() + "," + first.value(),
                second.value() + "," + first.value(), alone.value() + "," + alone.value());
    }

    @Test
    void isCompressedWhereThatIsWanted() throws Exception {
        var contacts = several(9);
        var plain = desk.text(IDS);

        var packed = desk.made(IDS + ", \"compress\": \"gzip\"");

        try (var in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(ids(text)).isEqualTo(values(contacts));
            assertThat(text.length()).isEqualTo(plain.length());
        }
    }

    @Test
    @DisplayName("S45, S36, S42: leaves VIP out while it is off")
    void leavesVipOutWhileItIsOff() {
        desk.given.off("vip");
        desk.given.contact(Map.of());

        assertThat(desk.text(", \"format\": \"csv\"").lines().findFirst().orElseThrow()).doesNotContain("vip");
        assertThat(desk.start(", \"format\": \"csv\", \"columns\": [\"vip\"]").status()).isEqualTo(422);
    }

    @Test
    @DisplayName("S45, S36: has a row for VIP where rows are values")
    void hasARowForVip() {
        var vip = desk.given.contact(Map.of("email", "jo@example.com"));
        desk.given.vip(vip, true);

        var rows = desk.text(", \"format\": \"csv\", \"layout\": \"long\", \"columns\": [\"attribute\", \"value\"]");

        assertThat(rows.lines().skip(1)).containsExactlyInAnyOrder("vip,true", "email,jo@example.com");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            , "format": "pdf"                                                  | /format
            , "layout": "deep", "format": "csv"                                | /layout
            , "format": "csv", "timeZone": "Mars/Olympus"                      | /timeZone
            , "format": "csv", "timeZone": "not a zone"                        | /timeZone
            , "format": "csv", "from": "yesterday"                             | /from
            , "format": "csv", "from": "2026-02-30"                            | /from
            , "format": "csv", "from": "2026-11-22", "to": "2026-11-22"        | /to
            , "format": "csv", "channels": ["nobody"]                          | /channels/0
            , "format": "csv", "channels": []                                  | /channels
            , "format": "csv", "columns": ["contactId", "shoeSize"]            | /columns/1
            , "format": "csv", "columns": ["email", "email"]                   | /columns/1
            , "format": "csv", "columns": []                                   | /columns
            , "format": "csv", "columns": ["attribute"]                        | /columns/0
            , "format": "csv", "contactId": "01ARZ3NDEKTSV4RRFFQ69G5FAV"       | /contactId
            , "format": "csv", "compress": "zip"                               | /compress
            , "format": "xlsx", "compress": "gzip"                             | /compress
            , "format": "csv", "password": "x"                                 | /password
            """)
    void isRefusedWithThePlaceOfTheFault(String more, String pointer) {
        var answer = desk.start(more);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(problem(answer)).isEqualTo("invalid");
        assertThat(answer.at("/errors/0/pointer")).hasValue(pointer);
        assertThat(desk.jobs.active()).isEmpty();
    }

    @Test
    void isMadeOnceUnderAKeyOfTheCaller() {
        var first = desk.admin()
                .header("idempotency-key", "k1")
                .call("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}");
        var again = desk.admin()
                .header("idempotency-key", "k1")
                .call("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(desk.jobs.active()).hasSize(1);
    }

    @Test
    void isListedNewestFirstInPages() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(desk.started(IDS));
            desk.clock.advance(Duration.ofSeconds(1));
        }

        var listed = new ArrayList<String>();
        var page = desk.get("/v1/exports?limit=2");
        while (true) {
            page.json().at("/items").valueStream().forEach(item -> listed.add(item.at("/id").asString()));
            if (page.at("/next").isEmpty()) {
                break;
            }
            page = desk.get("/v1/exports?limit=2&cursor=" + page.at("/next").orElseThrow());
        }

        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void isOfNobodyElse() {
        var id = desk.started(IDS);
        desk.jobs.run();

        for (var target : List.of(path(id), path(id) + "/file", path(id) + "/schema")) {
            assertThat(desk.as("w2").call("GET", target).status()).as(target).isEqualTo(404);
        }
        assertThat(desk.as("w2").call("DELETE", path(id)).status()).isEqualTo(404);
        assertThat(desk.get(path("export-unknown")).status()).isEqualTo(404);
        assertThat(desk.get(path("relink-" + id.replace("export-", ""))).status()).isEqualTo(404);
    }
}
