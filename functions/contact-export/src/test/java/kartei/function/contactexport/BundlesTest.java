package kartei.function.contactexport;

import static kartei.function.contactexport.BundleDesk.path;
import static kartei.function.contactexport.ExportDesk.problem;
import static kartei.function.contactexport.GivenTalks.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("An access bundle")
class BundlesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final Channel X1 = new Channel("acme-x", Medium.X, "Acme", Optional.empty(), 1);
    private static final Channel X2 = new Channel("acme-x2", Medium.X, "Acme 2", Optional.empty(), 1);
    private static final String SCRIPT = "<script>alert('1 & \"2\"')</script>";

    private final ExportDesk desk;
    private final BundleDesk bundles;
    private final GivenTalks talks;

    BundlesTest(TestTable table) {
        desk = new ExportDesk(table);
        bundles = new BundleDesk(desk);
        talks = desk.talks("w1");
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private static List<String> texts(JsonNode list, String pointer) {
        return StreamSupport.stream(list.spliterator(), false).map(node -> node.at(pointer).asString()).toList();
    }

    @Test
    void holdsEverythingThatIsHeldOnTheContact() {
        var jo = desk.given.contact(Map.of("email", "jo@example.com"));
        desk.given.value(jo, "email", "jo2@example.com");
        desk.given.vip(jo, true);
        var first = talks.begins(jo, List.of("billing", "returns"), "Hello\n" + SCRIPT);
        talks.answers(first, "Yes?");
        talks.resolves(first, "was nice");
        talks.begins(jo, List.of(), "Again");

        var zip = bundles.made(jo);

        var contact = zip.data().at("/contacts/0");
        assertThat(zip.entries()).containsOnlyKeys("data.json", "index.html", "README.txt");
        assertThat(contact.at("/id").asString()).isEqualTo(jo.value());
        assertThat(contact.at("/displayName").asString()).isEqualTo("Jo 1");
        assertThat(contact.at("/vip").asBoolean()).isTrue();
        assertThat(texts(contact.at("/groups"), "")).containsExactly("vip");
        assertThat(texts(contact.at("/values"), "/source")).containsExactly("agent", "import");
        assertThat(texts(contact.at("/values"), "/value")).containsExactly("jo2@example.com", "jo@example.com");
        assertThat(contact.at("/values/0/updatedAt").asString()).isEqualTo("2026-11-22T09:00:00.000Z");
        assertThat(texts(contact.at("/changes"), "/values/0/attribute")).containsExactly("email", "vip");
        assertThat(contact.at("/changes/0/values/0/after").asString()).isEqualTo("jo2@example.com");
        var told = contact.at("/conversations/0");
        assertThat(texts(told.at("/topics"), "")).containsExactly("billing", "returns");
        assertThat(told.at("/status").asString()).isEqualTo("resolved");
        assertThat(told.at("/comment").asString()).isEqualTo("was nice");
        assertThat(texts(told.at("/snapshot/values"), "/value")).containsExactly("jo2@example.com");
        assertThat(texts(told.at("/messages"), "/text")).containsExactly("Hello\n" + SCRIPT, "Yes?");
        assertThat(told.at("/messages/1/by/name").asString()).isEqualTo("Ada");
        assertThat(texts(contact.at("/conversations/1/messages"), "/text")).containsExactly("Again");
    }

    @Test
    void isReadAsAPageThatShowsWhatStrangersWroteAsText() {
        var jo = desk.given.contact(Map.of("firstName", SCRIPT, "jobTitle", "\u0001baker\u202e"));
        talks.begins(jo, List.of(SCRIPT), SCRIPT + " \ud800", talks.announced(SCRIPT + ".jpg", 1),
                talks.elsewhere("javascript:" + SCRIPT));

        var page = bundles.made(jo).text("index.html");

        assertThat(page).doesNotContain("<script")
                .contains("&lt;script&gt;alert(&apos;1 &amp; &quot;2&quot;&apos;)&lt;/script&gt;")
                .contains("default-src 'none'; style-src 'sha256-")
                .doesNotContain("\u0001")
                .endsWith("</body>\n</html>\n");
        assertThat(page.split("<section>", -1)).hasSameSizeAs(page.split("</section>", -1));
        assertThat(page).contains("it was announced and never uploaded").doesNotContain("href=\"javascript");
    }

    @Test
    void hasTheFilesUnderHarmlessNamesAndSaysWhichAreMissing() {
        var jo = desk.given.contact(Map.of());
        var bad = talks.announced("../../etc/pa:ss\u0000wd\u202e.jpg", 3_000_000);
        var twin = talks.announced("Ähm & so.jpg", 10);
        var missing = talks.announced("never.pdf", 5);
        talks.uploads(jo, bad, noise(1, 3_000_000));
        talks.uploads(jo, twin, noise(2, 10));
        var conversation = talks.begins(jo, List.of(), "See", bad, missing, talks.elsewhere("media-1"));
        talks.answers(conversation, "And", twin);

        var zip = bundles.made(jo);

        var folder = "attachments/" + jo.value() + "/";
        assertThat(zip.entries()).containsOnlyKeys(folder + "000001-etc_pa_ss_wd_.jpg", folder + "000002-Ähm_so.jpg",
                "data.json", "index.html", "README.txt");
        assertThat(zip.entry(folder + "000001-etc_pa_ss_wd_.jpg")).isEqualTo(noise(1, 3_000_000));
        assertThat(zip.entry(folder + "000002-Ähm_so.jpg")).isEqualTo(noise(2, 10));
        var messages = zip.data().at("/contacts/0/conversations/0/messages");
        assertThat(texts(messages.at("/0/attachments"), "/state")).containsExactly("included", "missing", "elsewhere");
        assertThat(messages.at("/0/attachments/0/file").asString()).isEqualTo(folder + "000001-etc_pa_ss_wd_.jpg");
        assertThat(messages.at("/0/attachments/2/reference").asString()).isEqualTo("media-1");
        assertThat(zip.text("index.html")).contains("000002-%C3%84hm_so.jpg\">Ähm &amp; so.jpg");
    }

    @Test
    void isOfAllContactsOfThePersonAndSaysWhyTheyAreOne() {
        var jo = desk.given.contact(X1, Optional.of("77"), Map.of());
        var same = desk.given.contact(X2, Optional.of("77"), Map.of("email", "jo@example.com"));
        var other = desk.given.contact(X2, Optional.of("78"), Map.of());
        talks.begins(same, List.of(), "Hello there");

        var data = bundles.made(jo).data();

        assertThat(texts(data.at("/contacts"), "/id")).containsExactly(jo.value(), same.value())
                .doesNotContain(other.value());
        assertThat(data.at("/links/0/contactId").asString()).isEqualTo(same.value());
        assertThat(data.at("/links/0/because").asString()).isEqualTo("network-user");
        assertThat(texts(data.at("/contacts/1/conversations/0/messages"), "/text")).containsExactly("Hello there");
        assertThat(texts(data.at("/contacts/1/values"), "/value")).containsExactly("jo@example.com");
    }

    @Test
    void saysHowFarItIsAndWhatItIs() throws Exception {
        var jo = desk.given.contact(Map.of());
        talks.begins(jo, List.of(), "Hello");

        var started = bundles.ask(jo);
        var id = started.at("/id").orElseThrow();
        var tooSoon = desk.get(path(id) + "/file");
        desk.jobs.run();

        assertThat(started.at("/state")).hasValue("queued");
        assertThat(tooSoon.status()).isEqualTo(409);
        var shown = desk.get(path(id));
        var file = bundles.file(id);
        assertThat(shown.at("/state")).hasValue("ready");
        assertThat(shown.json().at("/bytes").asInt()).isEqualTo(file.length);
        assertThat(shown.at("/sha256"))
                .hasValue(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
        assertThat(shown.json().at("/progress/contacts").asInt()).isEqualTo(1);
        assertThat(shown.json().at("/progress/ofAbout").asInt()).isEqualTo(1);
        assertThat(shown.json().at("/progress/messages").asInt()).isEqualTo(1);
    }

    @Test
    void canBeHadFor24Hours() {
        var jo = desk.given.contact(Map.of());
        var id = bundles.asked(jo);
        desk.jobs.run();
        var expires = desk.get(path(id)).at("/expiresAt").orElseThrow();
        var link = desk.get(path(id) + "/file").header("location").orElseThrow();

        assertThat(link).contains("X-Amz-Expires=300&");
        desk.clock.moveTo(Instant.parse(expires).minusMillis(1));
        assertThat(bundles.state(id)).hasValue("ready");
        desk.clock.advance(Duration.ofMillis(1));

        assertThat(bundles.state(id)).hasValue("expired");
        assertThat(desk.get(path(id) + "/file").status()).isEqualTo(404);
    }

    @Test
    void leavesNothingButTheFile() {
        var jo = desk.given.contact(Map.of());
        var id = bundles.asked(jo);
        desk.jobs.run();

        assertThat(desk.objects()).singleElement().asString().matches("bun/w1/[0-9A-Z]{26}/[0-9A-Z]{26}\\.zip");
        assertThat(desk.beside(id)).containsExactly("BUNDLE");
        assertThat(desk.uploads()).isZero();
    }

    @Test
    void isStartedOnceUnderOneKey() {
        var jo = desk.given.contact(Map.of());
        var admin = desk.admin().header("idempotency-key", "k1");
        var target = "/v1/contacts/" + jo.value() + "/access-bundle";

        var first = admin.call("POST", target);
        var again = admin.call("POST", target);

        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(again.header("idempotent-replayed")).hasValue("true");
        assertThat(desk.jobs.active()).hasSize(1);
        desk.jobs.run();
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdminsOnly(String role) {
        var jo = desk.given.contact(Map.of());
        var caller = role.equals("agent") ? desk.admin().as("agent", "w1")
                : desk.admin().asConnector("w1", "contacts:write");

        assertThat(caller.call("POST", "/v1/contacts/" + jo.value() + "/access-bundle").status()).isEqualTo(403);
        assertThat(caller.call("GET", path("access-bundle-01KB3W0000000000000000000A")).status()).isEqualTo(403);
    }

    @Test
    void isInEveryPlan() {
        desk.given.plan(Plan.STANDARD);
        var jo = desk.given.contact(Map.of());

        assertThat(bundles.made(jo).data().at("/contacts/0/id").asString()).isEqualTo(jo.value());
    }

    @Test
    void isOnlyOfWhoIsThereInTheWorkspace() {
        var jo = desk.given.contact(Map.of());
        var id = bundles.asked(jo);
        desk.jobs.run();
        var target = "/v1/contacts/" + jo.value() + "/access-bundle";

        assertThat(problem(bundles.ask(new ContactId("01KB3W0000000000000000000C")))).isEqualTo("not-found");
        assertThat(problem(desk.admin().call("POST", "/v1/contacts/nobody/access-bundle"))).isEqualTo("not-found");
        assertThat(problem(desk.as("w2").call("POST", target))).isEqualTo("not-found");
        assertThat(problem(desk.as("w2").call("GET", path(id)))).isEqualTo("not-found");
        assertThat(problem(desk.as("w2").call("GET", path(id) + "/file"))).isEqualTo("not-found");
        assertThat(problem(desk.get(path(id.replace("access-bundle", "export"))))).isEqualTo("not-found");
    }
}
