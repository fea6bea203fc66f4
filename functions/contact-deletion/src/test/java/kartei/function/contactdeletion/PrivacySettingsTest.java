package kartei.function.contactdeletion;

import static kartei.function.contactdeletion.PrivacyDesk.SETTING;
import static kartei.function.contactdeletion.PrivacyDesk.problem;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S47, S50: an admin says what goes by itself")
class PrivacySettingsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final PrivacyDesk desk;

    PrivacySettingsTest(TestTable table) {
        desk = new PrivacyDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void nothingGoesByItselfAtTheStart() {
        assertThat(desk.get().body()).isEqualTo("{}");
        assertThat(desk.get().header("etag").orElseThrow()).startsWith("\"0.");
        assertThat(desk.sweep()).isEqualTo("0 started");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            {"logDays": 1, "autoClearHours": 1}          | {"logDays":1,"autoClearHours":1}
            {"logDays": 3650, "autoClearHours": 87600}   | {"logDays":3650,"autoClearHours":87600}
            {"autoClearHours": 24}                       | {"autoClearHours":24}
            {"logDays": 30, "autoClearHours": null}      | {"logDays":30}
            {"logDays": 3e1}                             | {"logDays":30}
            {}                                           | {}
            """)
    void whatIsSaidTakesThePlaceOfWhatWas(String body, String shown) {
        desk.put("{\"logDays\": 7, \"autoClearHours\": 7}");

        var changed = desk.put(body);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).isEqualTo(shown);
        assertThat(desk.get().body()).isEqualTo(shown);
        assertThat(desk.get().header("etag")).isEqualTo(changed.header("etag"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            {"logDays": 0}                          | 422 | invalid   | /logDays
            {"logDays": -1}                         | 422 | invalid   | /logDays
            {"logDays": 3651}                       | 422 | invalid   | /logDays
            {"logDays": 1.5}                        | 422 | invalid   | /logDays
            {"logDays": "30"}                       | 422 | invalid   | /logDays
            {"logDays": true}                       | 422 | invalid   | /logDays
            {"logDays": 4294967297}                 | 422 | invalid   | /logDays
            {"autoClearHours": 0}                   | 422 | invalid   | /autoClearHours
            {"autoClearHours": 87601}               | 422 | invalid   | /autoClearHours
            {"autoClearHours": [24]}                | 422 | invalid   | /autoClearHours
            {"autoClearHours": {}}                  | 422 | invalid   | /autoClearHours
            {"logDays": 0, "autoClearHours": 0}     | 422 | invalid   | /autoClearHours
            {"autoclearhours": 24}                  | 422 | invalid   | /autoclearhours
            {"logDays": 1, "version": 3}            | 422 | invalid   | /version
            []                                      | 422 | invalid   | %%
            7                                       | 422 | invalid   | %%
            {"logDays": 1, "logDays": 2}            | 400 | malformed | -
            {"logDays": 1                           | 400 | malformed | -
            """)
    void isRefusedWhatMakesNoSense(String body, int status, String problem, String pointer) {
        desk.put("{\"logDays\": 7}");

        var refused = desk.put(body);

        assertThat(refused.status()).as(refused.body()).isEqualTo(status);
        assertThat(problem(refused)).isEqualTo(problem);
        if (status == 422) {
            assertThat(refused.json().at("/errors").valueStream().map(fault -> fault.at("/pointer").asString()))
                    .contains(pointer);
        }
        assertThat(desk.get().body()).isEqualTo("{\"logDays\":7}");
    }

    @Test
    void twoWhoSawTheSameDoNotOverwriteEachOther() {
        var seen = desk.get().header("etag").orElseThrow();
        var first = desk.admin("w1").header("if-match", seen).call("PUT", SETTING, "{\"logDays\": 1}");
        var second = desk.admin("w1").header("if-match", seen).call("PUT", SETTING, "{\"logDays\": 2}");

        assertThat(first.status()).isEqualTo(200);
        assertThat(problem(second)).isEqualTo("stale");
        assertThat(desk.get().body()).isEqualTo("{\"logDays\":1}");
    }

    @Test
    void whatIsSoAlreadyIsNotWritten() {
        var first = desk.put("{\"logDays\": 1}");

        var bill = desk
                .bill(() -> assertThat(desk.put("{\"logDays\": 1}").header("etag")).isEqualTo(first.header("etag")));

        assertThat(bill.toString()).doesNotContain("TransactWriteItems");
    }

    @Test
    void isShownOnlyWhenItChanged() {
        var seen = desk.put("{\"logDays\": 1}").header("etag").orElseThrow();

        assertThat(desk.admin("w1").header("if-none-match", seen).call("GET", SETTING).status()).isEqualTo(304);
    }

    /// Somebody else says something between the read and the write: what was said last holds, and nothing of it is mixed.
    @Test
    void theLastOneHolds() {
        desk.faults.on("TransactWriteItems").call(1).inject(new Fault.Rival(() -> desk.put("{\"autoClearHours\": 5}")));

        assertThat(desk.put("{\"logDays\": 9}").body()).isEqualTo("{\"logDays\":9}");
        assertThat(desk.get().header("etag").orElseThrow()).startsWith("\"2.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "connector"})
    void isForAdmins(String role) {
        assertThat(problem(desk.as(role).call("GET", SETTING))).isEqualTo("forbidden");
        assertThat(problem(desk.as(role).call("PUT", SETTING, "{}"))).isEqualTo("forbidden");
    }

    @Test
    void isOfOneWorkspace() {
        desk.put("{\"logDays\": 1}");

        assertThat(desk.admin("w2").call("GET", SETTING).body()).isEqualTo("{}");
    }
}
