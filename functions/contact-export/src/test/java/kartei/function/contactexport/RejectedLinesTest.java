package kartei.function.contactexport;

import static kartei.function.contactexport.ImportsTest.ID;
import static kartei.function.contactexport.ImportsTest.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.attribute.Format;
import kartei.domain.channel.Channel;
import kartei.domain.Limits;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

@DisplayName("S45: a line that an import rejects")
class RejectedLinesTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ImportDesk to;

    RejectedLinesTest(TestTable table) {
        to = new ImportDesk(table, new ExportDesk(table), "w2");
    }

    @AfterEach
    void close() {
        to.close();
    }

    /// What stands there is `Marker` wherever it is not the line's shape.
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Marker                                            | not the JSON that is expected: not a JSON value, at character 0
            {"Marker                                          | not the JSON that is expected: the JSON ends too early, at character 8
            {} {}                                             | not the JSON that is expected: text after the end of the JSON value, at character 3
            {"Marker": 1, "Marker": 2}                        | not the JSON that is expected: a member stands twice in one object, at character 24
            ["Marker"]                                        | the line must be a JSON object
            {}                                                | /contactId is required; /medium is required; /channel is required; /senderId is required
            {L, "vip": "Marker"}                              | /vip must be true or false
            {L, "shoe-size": "Marker"}                        | /shoe-size is not known here
            {L, "Jo Marker/1": true}                          | /… is not known here
            {L, "values": {"shoeSize": "Marker"}}             | /values/shoeSize is not an attribute that has values here
            {L, "values": {"Jo Marker": "Marker"}}            | /values/… is not an attribute that has values here
            {L, "values": {"vip": "Marker"}}                  | /values/vip is not an attribute that has values here
            {L, "values": {"email": "Marker"}}                | /values/email must be an e-mail address
            {L, "values": {"email": ["Marker"]}}              | /values/email must be a string or null
            {L, "values": {"phone": "030 1234"}}              | /values/phone must be a phone number with its country code, such as +49 30 901820
            {L, "values": {"tier": "Marker"}}                 | /values/tier must be one of the attribute's options
            {L, "values": {"Tier": "Gold", "tier": "Gold"}}   | /values/tier names an attribute that another member names in another case
            {L, "values": {"jobTitle": "Marker\\u0007"}}      | /values/jobTitle must not contain control characters
            {L, "values": {"instagram-handle": "Marker"}}     | /values/instagram-handle is not for contacts of this medium
            {L, "createdAt": "Marker"}                        | /createdAt must be a time such as 2026-11-22T09:00:00.000Z
            {"contactId": "Marker", "medium": "x", "channel": "c", "senderId": "7"} | /contactId must be one of the ids that contacts have
            {"contactId": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "medium": "x", "channel": "acme-ig", "senderId": "7"} | /channel is of another medium here
            {"contactId": "01ARZ3NDEKTSV4RRFFQ69G5FAV", "medium": "x", "channel": "", "senderId": ""} | /channel must have 1 to 256 characters; /senderId must have 1 to 256 characters
            """)
    void isNamedWithAReasonThatDoesNotSayWhatStandsThere(String text, String reason) {
        to.given.attribute("tier", Format.TEXT, "Gold", "Tin");
        to.given.known(new Channel("acme-ig", Medium.INSTAGRAM, "Acme", Optional.empty(), 1));
        var members = line(ID, "7", "").strip();

        var id = to.done(text.replace("{L", members.substring(0, members.length() - 1)) + "\n"
                + line(ID.replace("V", "W"), "8", ""));

        assertThat(to.rejects(id)).containsExactly("{\"line\":1,\"reason\":\"" + reason + "\"}");
        assertThat(to.get(id).at("/state")).hasValue("ready");
        assertThat(to.get(id).json().at("/rejected").asInt()).isOne();
        assertThat(to.contacts()).containsExactly(ID.replace("V", "W"));
    }

    @Test
    void mayHoldTooMuch() {
        var id = to.done(line(ID, "7", ", \"displayName\": \"" + "x".repeat(Limits.PROFILE_TEXT_CHARS_MAX + 1) + "\"")
                + line(ID, "7", ", \"values\": {\"jobTitle\": \"" + "x".repeat(Limits.VALUE_BYTES_MAX + 1) + "\"}")
                + line(ID, "7".repeat(Limits.EXTERNAL_ID_CHARS_MAX + 1), ""));

        assertThat(to.rejects(id)).containsExactly(
                "{\"line\":1,\"reason\":\"/displayName must have at most 500 characters\"}",
                "{\"line\":2,\"reason\":\"/values/jobTitle must have at most 4096 bytes in UTF-8\"}",
                "{\"line\":3,\"reason\":\"/senderId must have 1 to 256 characters\"}");
        assertThat(to.contacts()).isEmpty();
    }

    /// Of several pieces of the file: 12 MB in lines that are just short enough, and one that is not.
    @Test
    void isCountedThroughAllPiecesOfTheFile() {
        var filling = "x".repeat(Limits.IMPORT_LINE_BYTES_MAX - 1000);
        var file = new StringBuilder("\n \r\n");
        for (int i = 0; i < 12; i++) {
            file.append(line(ID, "7", ", \"displayName\": \"" + filling + "\""));
        }
        file.append("x".repeat(10 * Limits.IMPORT_LINE_BYTES_MAX)).append('\n');
        file.append(line(ID, "7", "").strip());

        var id = to.done(file.toString());

        assertThat(to.rejects(id)).hasSize(13)
                .element(11)
                .isEqualTo("{\"line\":14,\"reason\":\"/displayName must have at most 500 characters\"}");
        assertThat(to.rejects(id).getLast())
                .isEqualTo("{\"line\":15,\"reason\":\"the line is longer than 1048576 bytes\"}");
        assertThat(to.contacts()).containsExactly(ID);
        assertThat(to.desk.objects()).hasSize(1).allMatch(object -> object.endsWith("/rejects.jsonl"));
        assertThat(to.desk.uploads()).isZero();
    }
}
