package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import kartei.api.json.JsonWriter;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.Layout;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// S45: what `schema.json` says of the file beside it.
class SchemaDocumentTest {
    @Test
    @DisplayName("S45: it says how long the file is, and by what it is checked")
    void saysWhatTheFileIs() {
        var schema = schema(Reports.plan(ExportFormat.CSV, Layout.LONG));

        assertThat(schema.toString())
                .startsWith("{\"type\":\"contact-attributes\",\"format\":\"csv\",\"layout\":\"long\","
                        + "\"timeZone\":\"Europe/Berlin\",\"rows\":5,\"bytes\":1234,\"sha256\":\"ab12\","
                        + "\"createdAt\":\"2026-11-22T09:00:00.000Z\",\"columns\":[{\"name\":\"contactId\",\"type\":\"text\"},");
        assertThat(named(schema, "updatedAt").get("type").stringValue()).isEqualTo("time");
    }

    @Test
    @DisplayName("S45, S36: it says of each column what it holds, and of an attribute what an admin said of it")
    void saysWhatTheColumnsHold() {
        var schema = schema(Reports.plan(ExportFormat.XLSX, Layout.WIDE));

        assertThat(types(schema)).containsExactly("contactId text", "personId text", "medium text", "channel text",
                "displayName text", "handle text", "vip flag", "createdAt time", "lastMessageAt time", "groups list",
                "firstName text", "lastName text", "email text", "phone text", "accountId text", "x-followers number",
                "tier text", "revenue number", "birthday date", "notes text", "gone text");
        assertThat(named(schema, "tier").get("attribute").toString())
                .isEqualTo("{\"label\":\"The tier\"," + "\"kind\":\"custom\",\"type\":\"dropdown\",\"format\":\"text\","
                        + "\"options\":[\"Gold, \\\"real\\\"\",\"Silver\"]}");
        assertThat(named(schema, "email").get("attribute").toString())
                .isEqualTo("{\"label\":\"E-mail\",\"kind\":\"standard\",\"type\":\"text\",\"format\":\"email\"}");
        assertThat(named(schema, "gone").has("attribute")).isFalse();
        assertThat(named(schema, "vip").has("attribute")).isFalse();
    }

    @ParameterizedTest
    @DisplayName("S45: its columns are the header of the file, in its order")
    @EnumSource(Layout.class)
    void namesTheHeader(Layout layout) {
        var header = Reports.text(Reports.plan(ExportFormat.CSV, layout), List.of()).strip().substring(1);

        assertThat(header.split(",", -1))
                .containsExactlyElementsOf(schema(Reports.plan(ExportFormat.CSV, layout)).get("columns")
                        .valueStream()
                        .map(column -> column.get("name").stringValue())
                        .toList());
    }

    @Test
    @DisplayName("S45: it names every member of a line of JSON")
    void namesTheMembersOfALine() {
        var plan = Reports.plan(ExportFormat.JSONL, Layout.WIDE);
        var line = new JsonMapper().readTree(Reports.text(plan, GivenPeople.people().subList(0, 1)));

        var names = schema(plan).get("columns").valueStream().map(column -> column.get("name").stringValue()).toList();
        assertThat(names).containsAll(line.propertyNames().stream().filter(name -> !name.equals("values")).toList())
                .containsAll(line.get("values").propertyNames())
                .hasSize(line.size() - 1 + line.get("values").size());
    }

    private static JsonNode schema(ExportPlan plan) {
        var document = new SchemaDocument(plan, GivenPeople.workspace()).of(5, 1234, "ab12", GivenPeople.WINTER);
        return new JsonMapper().readTree(new String(JsonWriter.write(document), UTF_8));
    }

    private static List<String> types(JsonNode schema) {
        return schema.get("columns")
                .valueStream()
                .map(column -> column.get("name").stringValue() + " " + column.get("type").stringValue())
                .toList();
    }

    private static JsonNode named(JsonNode schema, String name) {
        return schema.get("columns")
                .valueStream()
                .filter(column -> column.get("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
