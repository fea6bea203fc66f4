package kartei.function.inbox;

import static kartei.function.inbox.InboxDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.contact.Profile;
import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

@DisplayName("S14, S16, S18: what messages tell of their sender")
class ProfileTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final InboxDesk desk;

    ProfileTest(TestTable table) {
        desk = new InboxDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Each message is `minute:name`; a name that is left out says nothing.
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            messages in the order of arrival | name
            01:Jo                            | Jo
            01:Jo 02:Joe                     | Joe
            02:Joe 01:Jo                     | Joe
            01:Jo 02:                        | Jo
            01:Jo 03:Jo 02:Joe               | Jo
            01:Jo 02:Joe 03:Jo               | Jo
            03:Jo 01:Joe 02:Jim              | Jo
            01: 03:Jo 02:Joe                 | Jo
            02: 01:Jo                        | Jo
            05: 01:Jo 02:Joe                 | Joe
            """)
    void showsTheNameThatTheNewestMessageTold(String messages, String name) {
        Optional<Answer> last = Optional.empty();
        for (var told : messages.split(" ", -1)) {
            var parts = told.split(":", -1);
            var letter = Letter.from("1784", "m-" + told).sentAt("2026-11-22T08:" + parts[0] + ":00.000Z");
            last = Optional.of(desk.send(parts[1].isEmpty() ? letter : letter.named(parts[1])));
        }

        var taken = last.orElseThrow();
        assertThat(desk.given.contact(taken).profile().displayName()).hasValue(name);
        assertThat(desk.conversation(taken).at("/contact/displayName")).hasValue(name);
        assertThat(desk.queue("", "/contact/displayName")).containsExactly(name);
    }

    @Test
    void fillsPlatformAttributesOfTheMediumAndNamesWhatItDoesNotKnow() {
        var taken = desk.send(Letter.from("1784", "m-1").sender("metadata", """
                {"instagram-followers": "1200", "x-handle": "jo", "vip": "true", "shoe-size": "44",
                 "instagram-verified": "", "instagram-name": null}"""));

        assertThat(texts(taken, "/ignored", "")).containsExactly("x-handle", "vip", "shoe-size");
        assertThat(desk.given.contact(taken).values()).containsOnlyKeys("instagram-followers");
        assertThat(desk.given.platformValue(taken, "instagram-followers")).isEqualTo("1200");
        assertThat(desk.given.contact(taken).vip()).isFalse();
    }

    @Test
    void keepsWhatLaterMessagesLeaveOut() {
        desk.send(Letter.from("1784", "m-1")
                .named("Jo")
                .sender("handle", "\"jo\"")
                .sender("networkUserId", "\"1784\"")
                .sender("metadata", "{\"instagram-followers\": \"1200\"}"));

        var taken = desk.send(Letter.from("1784", "m-2")
                .sentAt("2026-11-22T09:00:01.000Z")
                .sender("displayName", "\"\"")
                .sender("handle", "null")
                .sender("pictureUrl", "\"https://example.com/jo.jpg\"")
                .sender("metadata", "{\"instagram-followers\": \"1300\"}"));

        var contact = desk.given.contact(taken);
        assertThat(contact.profile()).isEqualTo(
                new Profile(Optional.of("Jo"), Optional.of("jo"), Optional.of("https://example.com/jo.jpg")));
        assertThat(contact.networkUserId()).hasValue("1784");
        assertThat(desk.given.platformValue(taken, "instagram-followers")).isEqualTo("1300");
    }

    @Test
    void writesDownWhatMessagesChangeOfPlatformAttributesButNotWhatTheFirstTells() {
        var metadata = "{\"instagram-followers\": \"%s\", \"instagram-verified\": \"yes\"}";
        desk.send(Letter.from("1784", "m-1").sender("metadata", metadata.formatted("1200")));
        desk.send(Letter.from("1784", "m-2").named("Jo").sender("metadata", metadata.formatted("1200")));
        desk.send(Letter.from("1784", "m-3").sender("metadata", metadata.formatted("1300")));
        var taken = desk.send(Letter.from("1784", "m-4").sender("metadata", "{\"instagram-name\": \"Jo\"}"));

        assertThat(desk.given.changes(taken)).containsExactly("instagram-name - Jo", "instagram-followers 1200 1300");
    }

    @Test
    void takesTheFirstNameOfAContactThatWasMetWithoutOne() {
        desk.send(Letter.from("1784", "m-1"));
        var taken = desk.send(Letter.from("1784", "m-2").named("Jo"));

        assertThat(desk.given.contact(taken).profile().displayName()).hasValue("Jo");
        assertThat(desk.given.contact(taken).version()).isEqualTo(2);
    }
}
