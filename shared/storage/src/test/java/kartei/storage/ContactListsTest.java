package kartei.storage;

import static kartei.storage.Given.WS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.contact.Contact;
import kartei.domain.workspace.Workspace;
import kartei.domain.conversation.LiveContact;
import kartei.storage.ContactLists.Filter;
import kartei.testkit.KarteiTable;
import kartei.testkit.TestTable;

class ContactListsTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final Given given;
    private final ContactLists lists;
    /// By the time of their last messages.
    private final TreeMap<Duration, Contact> contacts = new TreeMap<>(Comparator.reverseOrder());

    ContactListsTest(TestTable table) {
        given = new Given(table);
        lists = new ContactLists(given.seen(), given.marking());
    }

    @BeforeEach
    void contacts() {
        var random = new Random(7);
        IntStream.range(0, 60).forEach(i -> {
            var since = Duration.ofSeconds(i * 10L + random.nextInt(10));
            contacts.put(since, given.contact(i % 4 == 0 ? "acme-x" : "acme-ig", since, i % 5 == 0));
        });
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            channel, vip,   limit
            -,       false, 200
            -,       false, 7
            -,       false, 1
            -,       true,  200
            -,       true,  5
            acme-x,  false, 4
            acme-x,  true,  2
            unknown, false, 10
            """)
    void listsNewestActivityFirstInPagesOfAnySize(String channel, boolean vip, int limit) {
        var wanted = contacts.values()
                .stream()
                .filter(contact -> channel == null || contact.channelId().equals(channel))
                .filter(contact -> !vip || contact.vip())
                .map(Contact::id)
                .toList();

        var listed = all(
                new Filter(Optional.ofNullable(channel), vip ? Optional.of("vip") : Optional.empty(), Optional.empty()),
                limit);

        assertThat(listed.stream().map(LiveContact::id)).containsExactlyElementsOf(wanted);
        assertThat(listed).allSatisfy(contact -> assertThat(contact.contact().values()).isEmpty());
    }

    @Test
    void endsWithoutANextPageWhereTheLastOneIsFull() {
        assertThat(lists.page(WS, this::workspace, new Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(), 60).next()).isEmpty();
        assertThat(lists.page(WS, this::workspace, new Filter(Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(), 59).next()).isPresent();
    }

    private List<LiveContact> all(Filter filter, int limit) {
        var all = new ArrayList<LiveContact>();
        Optional<String> start = Optional.empty();
        do {
            var page = lists.page(WS, this::workspace, filter, start, limit);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            all.addAll(page.items());
            start = page.next();
        } while (start.isPresent());
        return all;
    }

    private Workspace workspace() {
        return new Workspaces(given.seen()).open(WS);
    }
}
