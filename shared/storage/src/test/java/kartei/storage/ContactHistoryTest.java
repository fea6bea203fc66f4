package kartei.storage;

import static kartei.storage.Given.WS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Message;
import kartei.storage.ContactHistory.Told;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

class ContactHistoryTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Given given;
    private final ContactHistory history;

    ContactHistoryTest(TestTable table) {
        given = new Given(table);
        history = new ContactHistory(given.seen(), new Messages(given.seen()));
    }

    @Test
    void tellsNothingOfAContactThatIsNotThere() {
        assertThat(history.page(WS, List.of(new ContactId(given.ulid(Duration.ZERO))), Optional.empty(), 50)).isEmpty();
    }

    @Test
    void isEmptyForAContactWithoutConversations() {
        var contact = given.contact("acme", Duration.ZERO, false);

        var told = history.page(WS, List.of(contact.id()), Optional.empty(), 50).orElseThrow();

        assertThat(told.page().items()).isEmpty();
        assertThat(told.page().next()).isEmpty();
        assertThat(told.conversations()).isEmpty();
    }

    /// A conversation that was reopened is older than another one and has newer messages.
    @Test
    void tellsMessagesNewestFirstOverConversationsThatOverlap() {
        var contact = given.contact("acme", hours(9), false);
        var reopened = given.conversation(contact, List.of(hours(1), hours(2), hours(9)));
        var between = given.conversation(contact, List.of(hours(4), hours(5)));

        assertThat(ids(all(contact, 50))).containsExactlyElementsOf(newestFirst(List.of(reopened, between)));
        assertThat(ids(all(contact, 1))).containsExactlyElementsOf(newestFirst(List.of(reopened, between)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void losesAndDoublesNothingWhateverTheSizeOfItsPages(long seed) {
        var random = new Random(seed);
        var contact = given.contact("acme", hours(0), false);
        var conversations = IntStream.range(0, 1 + random.nextInt(40)).mapToObj(_ -> {
            var begin = random.nextInt(10_000);
            var times = IntStream.range(0, 1 + random.nextInt(12))
                    .mapToObj(_ -> Duration.ofMinutes(begin + random.nextInt(2_000)))
                    .sorted()
                    .toList();
            return given.conversation(contact, times);
        }).toList();

        var told = all(contact, 1 + random.nextInt(30));

        assertThat(ids(told)).containsExactlyElementsOf(newestFirst(conversations));
        assertThat(told)
                .allSatisfy(item -> assertThat(item.conversation().id()).isEqualTo(item.message().conversation()));
    }

    @Test
    void goesOnBehindTheConversationsThatItMergesAtOnce() {
        var contact = given.contact("acme", hours(0), false);
        var conversations = IntStream.range(0, Limits.HISTORY_CONVERSATIONS_MAX + 7)
                .mapToObj(i -> given.conversation(contact, List.of(hours(i))))
                .toList();

        assertThat(ids(all(contact, 40))).containsExactlyElementsOf(newestFirst(conversations));
    }

    /// DynamoDB answers with at most 1 MB: sixteen messages of 64 KB.
    @Test
    void endsAPageEarlyWhereMessagesAreLargeAndLosesNone() {
        var contact = given.contact("acme", hours(0), false);
        var text = "x".repeat(Limits.MESSAGE_TEXT_BYTES_MAX);
        var large = given.conversation(contact, IntStream.range(0, 40).mapToObj(ContactHistoryTest::hours).toList(),
                text);
        var small = given.conversation(contact, List.of(hours(3), hours(30)));

        assertThat(ids(all(contact, 100))).containsExactlyElementsOf(newestFirst(List.of(large, small)));
    }

    /// Messages are written a little later than their ids are made, by several processes.
    @Test
    void findsAMessageThatIsNewerThanTheLastOneThatItsConversationKnows() {
        var contact = given.contact("acme", hours(0), false);
        var late = given.conversation(contact, List.of(Duration.ofSeconds(12), Duration.ofSeconds(10)));
        var others = IntStream.range(0, 20)
                .mapToObj(i -> given.conversation(contact, List.of(Duration.ofSeconds(11).plusMillis(i))))
                .toList();
        var all = new ArrayList<>(others);
        all.add(late);

        assertThat(ids(all(contact, 1))).containsExactlyElementsOf(newestFirst(all));
    }

    private List<Told> all(Contact contact, int limit) {
        var told = new ArrayList<Told>();
        Optional<String> start = Optional.empty();
        do {
            var page = history.page(WS, List.of(contact.id()), start, limit).orElseThrow().page();
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            told.addAll(page.items());
            start = page.next();
        } while (start.isPresent());
        return told;
    }

    private static List<String> ids(List<Told> told) {
        return told.stream().map(item -> item.message().id()).toList();
    }

    private static List<String> newestFirst(List<List<Message>> conversations) {
        return conversations.stream().flatMap(List::stream).map(Message::id).sorted(Comparator.reverseOrder()).toList();
    }

    private static Duration hours(int hours) {
        return Duration.ofHours(hours);
    }
}
