package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Medium;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.testkit.KarteiTable;
import kartei.testkit.ManyItems;
import kartei.testkit.TestTable;

@DisplayName("About how many contacts there are")
class DirectoryTest {
    /// The contacts of a large workspace are nothing but what the directory shows.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private final TestTable table;
    private final Given given;

    DirectoryTest(TestTable table) {
        this.table = table;
        this.given = new Given(table);
    }

    private long about() {
        return new Directory(new Table(table.dynamo(), table.name(), _ -> {})).about(Given.WS);
    }

    @Test
    @DisplayName("is exact where they are few, and counts nothing that lies beside them")
    void isExactWhereTheyAreFew() {
        IntStream.range(0, 20).forEach(minute -> given.contact("c1", Duration.ofMinutes(minute), false));

        assertThat(about()).isEqualTo(20);
    }

    @Test
    @DisplayName("is near where a shard takes more than a page")
    void isNearWhereTheyAreMany() {
        var contacts = 4_000;
        try (var many = new ManyItems(table)) {
            IntStream.range(0, contacts)
                    .mapToObj(_ -> new ContactId(given.ulid(Duration.ZERO)))
                    .forEach(id -> many.put(new ContactCodec().encode(Given.WS, large(id)).fields()));
        }

        assertThat(about()).isNotEqualTo(contacts).isCloseTo(contacts, Percentage.withPercentage(10));
    }

    /// Of which a page of 1 MB holds fewer than there are in a shard.
    private static Contact large(ContactId id) {
        var note = new StoredValue("x".repeat(3_000), Given.START, Optional.empty());
        return new Contact(id, "c1", Medium.INSTAGRAM, "s", Optional.empty(), "i", Profile.EMPTY,
                Map.of("note", new AttributeValues(Map.of(Source.AGENT, note), 1)), false, 0, Set.of(), Given.START,
                Given.START, 1);
    }
}
