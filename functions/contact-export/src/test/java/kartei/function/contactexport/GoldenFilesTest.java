package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.contact.Profile;
import kartei.domain.export.Column;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// S45: whole files, byte by byte, and what other programs than ours read in them.
class GoldenFilesTest {
    @ParameterizedTest
    @DisplayName("S45, S36: the files are what they were")
    @CsvSource({"CSV,WIDE", "CSV,LONG", "JSONL,WIDE", "JSONL,LONG"})
    void theFilesAreWhatTheyWere(ExportFormat format, Layout layout) throws IOException {
        var file = Reports.file(Reports.plan(format, layout), GivenPeople.people());

        var golden = Reports.golden(layout.word() + "." + format.word());
        assertThat(new String(file, UTF_8)).isEqualTo(new String(golden, UTF_8));
        assertThat(file).isEqualTo(golden);
    }

    @Test
    @DisplayName("S45, S36: commons-csv reads a wide CSV file: a row for each contact, VIP and groups among them")
    void commonsCsvReadsAWideFile() throws IOException {
        var rows = rows(Reports.plan(ExportFormat.CSV, Layout.WIDE));

        assertThat(rows).hasSize(4);
        assertThat(rows).extracting(row -> row.get("vip")).containsExactly("true", "false", "false", "false");
        assertThat(rows).extracting(row -> row.get("personId"))
                .containsExactly(GivenPeople.id(1).value(), GivenPeople.id(1).value(), GivenPeople.id(3).value(),
                        GivenPeople.id(4).value());
        assertThat(rows).extracting(row -> row.get("groups"))
                .containsExactly("vip;known", "", "known;rich", "known;rich");
        assertThat(rows.getFirst().toMap()).containsEntry("notes", "line 1\r\nline 2")
                .containsEntry("tier", "Gold, \"real\"")
                .containsEntry("phone", "+49 (30) 901820")
                .containsEntry("revenue", "-1200.50")
                .containsEntry("email", "bot@example.com")
                .containsEntry("createdAt", "2026-07-02T00:30:00.120+02:00")
                .containsEntry("gone", "");
        assertThat(rows.get(2).toMap()).containsEntry("x-followers", "")
                .containsEntry("tier", "")
                .containsEntry("accountId", "'-2+3")
                .containsEntry("displayName", "'＝1＋1");
        assertThat(rows.get(3).toMap()).containsEntry("revenue", "+250").containsEntry("handle", "'+1-1");
    }

    @Test
    @DisplayName("S45: commons-csv reads a long CSV file: a row for each value that counts")
    void commonsCsvReadsALongFile() throws IOException {
        var rows = rows(Reports.plan(ExportFormat.CSV, Layout.LONG));

        assertThat(rows).filteredOn(row -> row.get("contactId").equals(GivenPeople.id(1).value()))
                .extracting(row -> row.get("attribute") + " " + row.get("source"))
                .containsExactly("firstName agent", "email bot", "phone agent", "x-followers platform", "tier bot",
                        "revenue agent", "birthday agent", "notes crm");
        assertThat(rows).extracting(row -> row.get("contactId")).doesNotContain(GivenPeople.id(2).value());
        assertThat(rows).extracting(row -> row.get("updatedAt")).containsOnly("2026-07-02T00:30:00.120+02:00");
    }

    @Test
    @DisplayName("S45, S36: Jackson reads a wide JSON Lines file, with what an import needs")
    void jacksonReadsAWideFile() {
        var lines = lines(Layout.WIDE);

        assertThat(lines).hasSize(4);
        var ada = lines.getFirst();
        assertThat(ada.get("vip").isBoolean() && ada.get("vip").booleanValue()).isTrue();
        assertThat(ada.get("groups").toString()).isEqualTo("[\"vip\",\"known\"]");
        assertThat(ada.get("senderId").stringValue()).isEqualTo("sender-1");
        assertThat(ada.get("networkUserId").stringValue()).isEqualTo("user-1");
        assertThat(ada.get("pictureUrl").stringValue()).isEqualTo("https://pics.example/a.png");
        assertThat(ada.get("values").get("notes").stringValue()).isEqualTo("line 1\r\nline 2");
        var nobody = lines.get(1);
        assertThat(nobody.get("displayName").isNull() && nobody.get("values").get("tier").isNull()).isTrue();
        assertThat(nobody.has("networkUserId") || nobody.has("pictureUrl")).isFalse();
        assertThat(nobody.get("groups").toString()).isEqualTo("[]");
        assertThat(lines.get(2).get("values").get("firstName").stringValue()).startsWith("=HYPERLINK(\"");
        assertThat(lines.get(3).get("values").get("lastName").stringValue()).isEqualTo("李\u2028\u0085\u0007");
    }

    @Test
    @DisplayName("S45: an id that the network did not tell is left out, even where the sender's would do")
    void leavesOutWhatTheNetworkDidNotTell() {
        var contact = GivenPeople.contact(5, Medium.X, Profile.EMPTY, Map.of(), false);
        var plan = Reports.plan(ExportFormat.JSONL, Layout.WIDE, List.of(Column.Fixed.VIP));

        assertThat(Reports.text(plan, List.of(GivenPeople.entry(contact, contact.id()))))
                .isEqualTo("{\"vip\":false,\"senderId\":\"sender-5\",\"values\":{}}\n");
    }

    @Test
    @DisplayName("S45: Jackson reads a long JSON Lines file: the values that the CSV file has, as they were typed")
    void jacksonReadsALongFile() throws IOException {
        var lines = lines(Layout.LONG);
        var rows = rows(Reports.plan(ExportFormat.CSV, Layout.LONG));

        assertThat(lines).hasSameSizeAs(rows);
        for (int at = 0; at < lines.size(); at++) {
            var row = rows.get(at);
            var line = lines.get(at);
            assertThat(line.properties()).allSatisfy(member -> assertThat(row.get(member.getKey()))
                    .isEqualTo(Formulas.defused(member.getValue().stringValue())));
            assertThat(line.size()).isEqualTo(7);
        }
    }

    @Test
    @DisplayName("S45: only the columns that were chosen, in the order in which they were")
    void hasTheColumnsThatWereChosen() {
        var columns = List.of(Reports.attribute("tier"), Column.Fixed.VIP, Column.Fixed.CONTACT_ID);
        var csv = Reports.text(Reports.plan(ExportFormat.CSV, Layout.WIDE, columns), GivenPeople.people());
        var json = Reports.text(Reports.plan(ExportFormat.JSONL, Layout.WIDE, columns), GivenPeople.people());

        assertThat(csv).startsWith("\uFEFFtier,vip,contactId\r\n\"Gold, \"\"real\"\"\",true,01HF");
        assertThat(json.lines().skip(1).findFirst()).hasValue("{\"vip\":false,\"contactId\":\""
                + GivenPeople.id(2).value() + "\",\"senderId\":\"sender-2\",\"values\":{\"tier\":null}}");
    }

    @ParameterizedTest
    @DisplayName("S45: without contacts there are headers, and no lines")
    @CsvSource({"CSV,WIDE", "CSV,LONG", "JSONL,WIDE", "JSONL,LONG"})
    void aReportOfNobodyIsAFile(ExportFormat format, Layout layout) {
        var text = Reports.text(Reports.plan(format, layout), List.of());

        assertThat(text.lines()).hasSize(format == ExportFormat.CSV ? 1 : 0);
    }

    @ParameterizedTest
    @DisplayName("S36: VIP is a row of a long report where the contact is VIP")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CSV   | attribute,value,source,updatedAt\\r\\nvip,true,,\\r\\n
            JSONL | {"attribute":"vip","value":"true","source":null,"updatedAt":null}\\n
            """)
    void vipIsAValueOfALongReport(ExportFormat format, String text) {
        var all = Reports.plan(format, Layout.LONG);
        var columns = all.columns().subList(3, 7);
        var plan = new ExportPlan(format, Layout.LONG, all.zone(), all.from(), all.to(), all.channels(), columns,
                List.of(new Column.Values("vip", "vip")), all.contact(), false);

        assertThat(Reports.text(plan, GivenPeople.people())).isEqualTo(
                (format == ExportFormat.CSV ? "\uFEFF" : "") + text.replace("\\r", "\r").replace("\\n", "\n"));
    }

    @Test
    @DisplayName("S45: a column of nothing is rows nonetheless")
    void aRowWithNothingInItIsARow() throws IOException {
        var plan = Reports.plan(ExportFormat.CSV, Layout.WIDE, List.of(Reports.attribute("tier")));

        assertThat(Reports.text(plan, GivenPeople.people()).toLowerCase(Locale.ROOT))
                .isEqualTo("\uFEFFtier\r\n\"gold, \"\"real\"\"\"\r\n\"\"\r\n\"\"\r\n\"\"\r\n");
        assertThat(rows(plan)).hasSize(4);
    }

    private static List<CSVRecord> rows(ExportPlan plan) throws IOException {
        var text = Reports.text(plan, GivenPeople.people());
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        try (var csv = CSVFormat.RFC4180.builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(text.substring(1)))) {
            return csv.getRecords();
        }
    }

    private static List<JsonNode> lines(Layout layout) {
        var text = Reports.text(Reports.plan(ExportFormat.JSONL, layout), GivenPeople.people());
        var mapper = new JsonMapper();
        return text.lines().map(mapper::readTree).toList();
    }
}
