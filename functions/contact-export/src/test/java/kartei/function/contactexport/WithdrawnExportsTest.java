package kartei.function.contactexport;

import static kartei.function.contactexport.ExportDesk.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.contact.ContactId;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S47: a report file that holds a contact that is erased")
class WithdrawnExportsTest {
    private static final Channel OTHER = new Channel("acme-fb", Medium.FACEBOOK, "Acme", Optional.empty(), 1);
    private static final String CSV = ", \"format\": \"csv\"";

    @RegisterExtension
    static final KarteiTable TABLE = Erasing.tables();

    private final ExportDesk desk;
    private final Erasing erasing;

    WithdrawnExportsTest(TestTable table) {
        desk = new ExportDesk(table);
        erasing = new Erasing(desk);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private Optional<String> state(String id) {
        return desk.get(path(id)).at("/state");
    }

    private int fileStatus(String id) {
        return desk.get(path(id) + "/file").status();
    }

    private String ready(String more) {
        var id = desk.started(more);
        desk.jobs.run();
        assertThat(state(id)).hasValue("ready");
        return id;
    }

    private List<String> objectsOf(String id) {
        return desk.objects().stream().filter(object -> object.contains(id.substring("export-".length()))).toList();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {CSV, ", \"format\": \"jsonl\"", ", \"format\": \"xlsx\"",
            ", \"format\": \"csv\", \"compress\": \"gzip\"", ", \"format\": \"jsonl\", \"layout\": \"long\""})
    void isWithdrawnAndNoOtherIs(String format) {
        var values = Map.of("firstName", "Jo");
        desk.given.contact(OTHER, Optional.empty(), values);
        var gone = desk.given.contact(values);
        var held = ready(format);
        var other = ready(format + ", \"channels\": [\"acme-fb\"]");
        var others = objectsOf(other);
        var link = desk.get(path(held) + "/file").header("location").orElseThrow();
        assertThat(erasing.howMany(gone)).isEqualTo(1);
        erasing.erase(gone);
        assertThat(erasing.holds(gone)).isTrue();

        var deleted = erasing.withdraw(gone);

        assertThat(deleted).as("file, schema.json, and whom it holds").isGreaterThanOrEqualTo(3);
        assertThat(state(held)).hasValue("withdrawn");
        assertThat(desk.get(path(held)).at("/reason")).hasValue("it held a contact that has been erased");
        assertThat(fileStatus(held)).isEqualTo(404);
        assertThat(desk.get(path(held) + "/schema").status()).isEqualTo(404);
        assertThat(desk.fetched(link).statusCode()).as("a link given out before").isEqualTo(404);
        assertThat(objectsOf(held)).isEmpty();
        assertThat(erasing.holds(gone)).as("until somebody has cleared up").isTrue();
        desk.jobs.run();
        assertThat(erasing.holds(gone)).isFalse();
        assertThat(erasing.howMany(gone)).isZero();
        assertThat(erasing.withdraw(gone)).isZero();
        assertThat(desk.beside(held)).containsExactly("EXPORT");
        assertThat(state(other)).hasValue("ready");
        assertThat(objectsOf(other)).isEqualTo(others);
        assertThat(desk.file(other)).isNotEmpty();
    }

    @Test
    void isWithdrawnWhereItIsOfThatContactAlone() {
        var gone = desk.given.contact(Map.of());
        var stays = desk.given.contact(Map.of());
        var held = ready(CSV + ", \"contactId\": \"" + gone.value() + "\"");
        var other = ready(CSV + ", \"contactId\": \"" + stays.value() + "\"");
        erasing.erase(gone);

        erasing.withdraw(gone);

        assertThat(state(held)).hasValue("withdrawn");
        assertThat(state(other)).hasValue("ready");
    }

    /// Contacts before and behind it in its shard are in the file.
    @Test
    void staysWhereTheContactIsNotInItThoughItsNeighboursAre() {
        desk.given.known(OTHER);
        var before = desk.given.contactOfShard(3, Map.of());
        desk.clock.advance(Duration.ofSeconds(1));
        var gone = desk.given.contactOfShard(3, Map.of());
        desk.clock.advance(Duration.ofSeconds(1));
        var from = desk.clock.instant();
        var after = desk.given.contactOfShard(3, Map.of());
        desk.given.vip(before, true);
        desk.clock.advance(Duration.ofSeconds(1));
        var id = ready(CSV + ", \"from\": \"" + from + "\"");
        assertThat(new String(desk.file(id), StandardCharsets.UTF_8)).contains(before.value(), after.value());
        erasing.erase(gone);

        assertThat(erasing.withdraw(gone)).isZero();

        assertThat(state(id)).hasValue("ready");
        assertThat(erasing.holds(gone)).isFalse();
        assertThat(erasing.howMany(gone)).isZero();
        assertThat(fileStatus(id)).isEqualTo(303);
    }

    /// Of a file whose seven days are over, the bucket may still have the object.
    @Test
    void isDeletedWhereItHasExpiredToo() {
        var gone = desk.given.contact(Map.of());
        var id = ready(CSV);
        desk.clock.advance(Limits.EXPORT_KEPT);
        assertThat(erasing.howMany(gone)).as("that can be downloaded").isZero();
        erasing.erase(gone);
        assertThat(erasing.holds(gone)).isTrue();

        erasing.withdraw(gone);

        assertThat(objectsOf(id)).isEmpty();
        assertThat(fileStatus(id)).isEqualTo(404);
    }

    @Test
    void countsAsHeldUntilACancelledExportIsClearedAway() {
        var gone = desk.given.contact(Map.of());
        var id = desk.started(CSV);
        erasing.sliced(id);
        desk.admin().call("DELETE", path(id));
        erasing.erase(gone);

        assertThat(erasing.withdraw(gone)).as("of what is not ready").isZero();
        assertThat(erasing.objectsWith(gone.value())).isNotEmpty();
        assertThat(erasing.holds(gone)).isTrue();
        desk.jobs.run();

        assertThat(state(id)).hasValue("cancelled");
        assertThat(desk.objects()).isEmpty();
        assertThat(erasing.holds(gone)).isFalse();
    }

    @Test
    void countsAsHeldWhileAnExportIsMadeThatBeganBefore() {
        var gone = desk.given.contact(Map.of());
        var id = desk.started(CSV);
        assertThat(erasing.holds(gone)).as("it has read nobody yet").isFalse();
        erasing.sliced(id);
        erasing.erase(gone);
        var unknown = desk.clock.instant();

        assertThat(erasing.holds(gone)).isTrue();
        desk.loseExecutions();
        assertThat(erasing.holds(gone, unknown)).as("nobody is at it").isTrue();
        desk.jobs.run();
        assertThat(state(id)).hasValue("ready");
        assertThat(erasing.holds(gone, unknown)).isFalse();

        desk.clock.advance(Limits.ID_SKEW.multipliedBy(2));
        erasing.sliced(desk.started(CSV));
        assertThat(erasing.holds(gone, unknown)).as("an export that began afterwards").isFalse();
    }

    /// A report of a contact alone that is erased before it is made holds nothing, and says why.
    @Test
    void isNotMadeWhereItIsOfThatContactAlone() {
        var gone = desk.given.contact(Map.of());
        var early = desk.started(CSV + ", \"contactId\": \"" + gone.value() + "\"");
        var late = desk.started(CSV + ", \"contactId\": \"" + gone.value() + "\"");
        erasing.sliced(late);
        erasing.erase(gone);
        desk.loseExecutions();

        desk.jobs.run();

        for (var id : List.of(early, late)) {
            assertThat(state(id)).hasValue("failed");
            assertThat(desk.get(path(id)).at("/reason")).hasValue("the contact has been erased");
            assertThat(fileStatus(id)).isEqualTo(404);
        }
        assertThat(desk.objects()).isEmpty();
        assertThat(erasing.holds(gone)).isFalse();
    }

    @Test
    void isNotHeldByAnExportOfAnotherWorkspace() {
        var gone = desk.given.contact(Map.of());
        assertThat(erasing.holds(new ContactId(gone.value()))).isFalse();
        assertThat(desk.as("w2")
                .call("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}")
                .status()).isEqualTo(202);
        desk.jobs.run();

        erasing.erase(gone);

        assertThat(erasing.holds(gone)).isFalse();
        assertThat(erasing.withdraw(gone)).isZero();
    }
}
