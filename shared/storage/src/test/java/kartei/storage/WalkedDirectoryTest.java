package kartei.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.domain.Actor;
import kartei.domain.Limits;
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
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The contacts that walks read are read from the bytes of a page: they are the same as any other reading of them.
@DisplayName("S45: a walk over the directory")
class WalkedDirectoryTest {
    /// The contacts are nothing but what the directory shows.
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    private static final int CONTACTS = 300;
    private static final List<Medium> MEDIA = List.of(Medium.values());
    private static final List<String> SIGNS = List.of("a", "Z", "7", " ", "\"", "\\", "/", "\n", "\t", "\u0001", "{",
            "}", "[", "]", ":", ",", "é", "ß", "Ж", "漢", "😀", "\u2028", "\u007f", "👩‍👩‍👧");

    private final TestTable table;
    private final Given given;
    private final Random random = new Random(1);

    WalkedDirectoryTest(TestTable table) {
        this.table = table;
        this.given = new Given(table);
    }

    private static List<Contact> walked(DynamoDbClient client, String table) {
        var directory = new Directory(new Table(client, table, _ -> {}));
        var found = new ArrayList<Contact>();
        for (int shard = 0; shard < Limits.DIRECTORY_SHARDS; shard++) {
            var after = Optional.of("");
            while (after.isPresent()) {
                var piece = directory.piece(Given.WS, shard, after.get(), 7);
                found.addAll(piece.contacts());
                after = piece.next();
            }
        }
        return found;
    }

    private List<Contact> strangers(int howMany) {
        var strangers = IntStream.range(0, howMany).mapToObj(_ -> stranger()).toList();
        try (var many = new ManyItems(table)) {
            strangers.forEach(contact -> many.put(new ContactCodec().encode(Given.WS, contact).fields()));
        }
        return strangers;
    }

    private String text() {
        return IntStream.range(0, 1 + random.nextInt(12))
                .mapToObj(_ -> SIGNS.get(random.nextInt(SIGNS.size())))
                .reduce("", String::concat);
    }

    private Optional<String> perhaps() {
        return random.nextBoolean() ? Optional.of(text()) : Optional.empty();
    }

    private Contact stranger() {
        var values = new HashMap<String, AttributeValues>();
        for (var attribute : List.of("email", "note", "01ARZ3NDEKTSV4RRFFQ69G5FAV")) {
            var bySource = new EnumMap<Source, StoredValue>(Source.class);
            Arrays.stream(Source.values())
                    .filter(_ -> random.nextInt(3) == 0)
                    .forEach(source -> bySource.put(source, new StoredValue(text(),
                            Given.START.plusMillis(random.nextInt()), perhaps().map(by -> new Actor(by, perhaps())))));
            values.put(attribute, new AttributeValues(bySource, random.nextInt(100)));
        }
        return new Contact(id(), text(), MEDIA.get(random.nextInt(MEDIA.size())), text(), perhaps(), text(),
                new Profile(perhaps(), perhaps(), perhaps()), values, random.nextBoolean(), random.nextInt(9),
                strangerIds(), Given.START, Given.START.plusMillis(random.nextInt()), 1 + random.nextInt(9));
    }

    private Set<ContactId> strangerIds() {
        return IntStream.range(0, random.nextInt(3)).mapToObj(_ -> id()).collect(Collectors.toSet());
    }

    private ContactId id() {
        return new ContactId(given.ulid(Duration.ofMinutes(random.nextInt(1_000))));
    }

    @Test
    @DisplayName("shows every contact once, as it was written, whatever signs people use")
    void showsEveryContactAsItWasWritten() {
        var written = strangers(CONTACTS);

        assertThat(walked(table.dynamo(), table.name())).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    @DisplayName("asks again when an answer breaks off or comes changed, and shows nobody twice")
    void asksAgainWhenAnAnswerIsBroken() {
        var written = strangers(20);
        for (UnaryOperator<byte[]> damage : List.<UnaryOperator<byte[]>>of(
                bytes -> Arrays.copyOf(bytes, bytes.length / 2), WalkedDirectoryTest::changed)) {
            try (var client = client(new Damaged(table.stack().http(), damage))) {
                assertThat(walked(client, table.name())).containsExactlyInAnyOrderElementsOf(written);
            }
        }
    }

    private static byte[] changed(byte[] bytes) {
        var changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        return changed;
    }

    @Test
    @DisplayName("names an item that breaks a rule")
    void namesACorruptItem() {
        var contact = strangers(1).getFirst();
        try (var many = new ManyItems(table)) {
            many.put(new ContactCodec().encode(Given.WS, contact).text("medium", "PIGEON").fields());
        }

        assertThatThrownBy(() -> walked(table.dynamo(), table.name())).isInstanceOf(CorruptItemException.class)
                .hasMessageContaining(contact.id().value());
    }

    private DynamoDbClient client(SdkHttpClient http) {
        var stack = table.stack();
        return stack.endpoints().point(DynamoDbClient.builder(), stack.endpoints().dynamo()).httpClient(http).build();
    }

    /// Damages every second answer.
    private static final class Damaged implements SdkHttpClient {
        private final SdkHttpClient below;
        private final UnaryOperator<byte[]> damage;
        private int answers;

        Damaged(SdkHttpClient below, UnaryOperator<byte[]> damage) {
            this.below = below;
            this.damage = damage;
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            var prepared = below.prepareRequest(request);
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() throws IOException {
                    var answer = prepared.call();
                    return answers++ % 2 == 1 ? answer : damaged(answer);
                }

                @Override
                public void abort() {
                    prepared.abort();
                }
            };
        }

        private HttpExecuteResponse damaged(HttpExecuteResponse answer) throws IOException {
            try (var body = answer.responseBody().orElseThrow()) {
                var bytes = damage.apply(body.readAllBytes());
                return HttpExecuteResponse.builder()
                        .response(answer.httpResponse())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
                        .build();
            }
        }

        @Override
        public void close() {
            // The stack's own is used further.
        }
    }
}
