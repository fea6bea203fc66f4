package kartei.local;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static kartei.local.ErasedPeople.done;
import static kartei.local.ErasedPeople.path;
import static kartei.local.ErasedPeople.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// S47: every field that a person, an agent or an admin fills in is a random word. After the erasure nothing holds one of them,
/// in whatever form: no item, index entry, object or line of the log. `-Dcanaries` says how many contacts, each with faults
/// at random (docs/testing.md).
@DisplayName("S47: of an erased contact no word is left")
class CanaryTest {
    private static final int FIRST = Integer.getInteger("seed", 0);
    private static final int CONTACTS = Integer.getInteger("canaries", 4);
    private static final int WORD_BYTES = 12;
    private static final double BROKEN = 0.03;

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final TestTable table;
    private final ErasedPeople people;
    private LogLines log = new LogLines();
    private final List<String> words = new ArrayList<>();
    private Random random = new Random(0);

    CanaryTest(TestTable table) {
        this.table = table;
        this.people = new ErasedPeople(new House(table), table);
    }

    @AfterEach
    void close() {
        people.close();
    }

    private String word() {
        var bytes = new byte[WORD_BYTES];
        random.nextBytes(bytes);
        var word = "Z" + HexFormat.of().withUpperCase().formatHex(bytes);
        words.add(word);
        return word;
    }

    /// Somebody of whom everything is known that can be; says which contact it is.
    private String somebody() {
        var sender = word();
        var taken = house().call(caller -> caller.asConnector("w1", "messages:write"), "POST", "/v1/messages",
                """
                        {"channel": {"id": "acme-ig", "medium": "instagram", "name": "Acme"},
                         "sender": {"id": "%s", "networkUserId": "%s", "displayName": "%s", "handle": "%s",
                                    "pictureUrl": "https://example.com/%s", "metadata": {"instagram-handle": "%s"}},
                         "message": {"id": "%s", "text": "%s", "sentAt": "2026-11-22T09:00:00.000Z",
                                     "attachments": [{"id": "%s", "name": "%s.png", "contentType": "image/png", "size": 25}]}}"""
                        .formatted(sender, word(), word(), word(), word(), word(), word(), word(), word(), word()));
        var contact = text(taken, "/contactId");
        var conversation = "/v1/conversations/" + text(taken, "/conversationId");
        people.put(text(taken, "/uploads/0/url"), "image/png", word());
        for (int edit = 0; edit < 2; edit++) {
            done(people.admin("PATCH", path(contact) + "/attributes",
                    "{\"values\": {\"email\": \"%s@example.com\", \"jobTitle\": \"%s\", \"accountId\": \"%s\"}}"
                            .formatted(word(), word(), word())));
        }
        done(people.admin("PUT", path(contact) + "/vip", "{\"vip\": true}"));
        done(people.admin("POST", conversation + "/messages", "{\"text\": \"" + word() + "\"}"));
        done(people.admin("PUT", conversation + "/topics", "{\"topics\": [\"" + word() + "\"]}"));
        done(people.admin("PUT", conversation + "/status",
                "{\"status\": \"resolved\", \"reason\": \"%s\", \"comment\": \"%s\"}".formatted(word(), word())));
        house().settle();
        return contact;
    }

    private House house() {
        return people.house;
    }

    /// What was made of them before: a report and an access bundle.
    private void filed(String contact) {
        done(people.admin("POST", "/v1/exports", "{\"type\": \"contact-attributes\", \"format\": \"csv\"}"));
        done(people.admin("POST", path(contact) + "/access-bundle", ""));
        house().settle();
    }

    /// Runs the jobs, of which calls break at random, until they are done.
    private void runBroken() {
        house().faults.onAny().withProbability(BROKEN).inject(fault());
        for (int tries = 0; tries < 20; tries++) {
            try {
                house().jobs.run();
                break;
            } catch (SimulatedCrash dead) {
                house().faults.clear();
                house().loseExecutions();
            }
        }
        house().faults.clear();
        house().settle();
    }

    private Fault fault() {
        return switch (random.nextInt(4)) {
            case 0 -> new Fault.AnswerLost();
            case 1 -> new Fault.Throttled();
            case 2 -> new Fault.CrashBefore();
            default -> new Fault.CrashAfter();
        };
    }

    @Test
    @DisplayName("in items, indexes, objects and logs, as it is, in hex, base64, URL-encoded, lower case or hashed")
    void isLeftNowhere() {
        done(people.admin("PATCH", "/v1/attributes/instagram-handle", "{\"enabled\": true}"));
        done(people.admin("POST", "/v1/contact-groups",
                "{\"name\": \"Known\", \"all\": [{\"attribute\": \"email\", \"op\": \"isSet\"}]}"));
        for (int seed = FIRST; seed < FIRST + CONTACTS; seed++) {
            random = new Random(seed);
            words.clear();
            log = new LogLines();
            var contact = somebody();
            filed(contact);
            assertThat(found()).as("seed " + seed + ", before the erasure").isNotEmpty();
            var erasure = people.erased(contact);
            runBroken();

            assertThat(people.entry(erasure).at("/state").asString()).as("seed " + seed).isEqualTo("erased");
            assertThat(found()).as("seed " + seed).isEmpty();
        }
    }

    /// The words that are somewhere.
    private List<String> found() {
        var everything = everything();
        return words.stream().filter(word -> forms(word).anyMatch(everything::contains)).toList();
    }

    private String everything() {
        var all = new StringBuilder();
        table.items().forEach(item -> all.append(item).append('\n'));
        List.of("Directory", "Recent", "Queue", "Work")
                .forEach(index -> table.entries(index).forEach(entry -> all.append(entry).append('\n')));
        for (var object : table.objects()) {
            var bytes = table.stack().s3().getObjectAsBytes(get -> get.bucket(table.bucket()).key(object));
            all.append(object).append('\n').append(new String(bytes.asByteArray(), ISO_8859_1)).append('\n');
        }
        log.lines().forEach(line -> all.append(line).append('\n'));
        return all.toString();
    }

    private static Stream<String> forms(String word) {
        var bytes = word.getBytes(UTF_8);
        var hash = sha256(bytes);
        return Stream.of(word, word.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes), URLEncoder.encode(word, UTF_8),
                HexFormat.of().formatHex(hash), Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
