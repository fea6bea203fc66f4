package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Medium;
import kartei.domain.contact.ContactId;
import kartei.domain.link.Groups;
import kartei.domain.link.Preview;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.storage.TableCheck;
import kartei.storage.Together;
import kartei.testkit.Fault;
import kartei.testkit.JobRun;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

@DisplayName("S27–S31: the jobs that follow a changed matching attribute")
class RelinkTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final ContactDesk desk;

    RelinkTest(TestTable table) {
        desk = new ContactDesk(table);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    /// Jo has the e-mail address of one other and the account id of another one.
    private List<ContactId> three() {
        var contacts = Stream.generate(desk.given::contact).limit(3).toList();
        desk.edit(contacts.get(0), "\"email\": \"jo@example.com\", \"accountId\": \"7\"");
        desk.edit(contacts.get(1), "\"email\": \"Jo@Example.com\"");
        desk.edit(contacts.get(2), "\"accountId\": \" 7 \"");
        return contacts;
    }

    private List<ContactId> linked(ContactId contact) {
        return texts(desk.get(path(contact) + "/links"), "/items", "/contactId").stream().map(ContactId::new).toList();
    }

    private JobRun.Job only(String kind) {
        return desk.jobs.active().stream().filter(job -> job.kind().equals(kind)).findFirst().orElseThrow();
    }

    @Test
    void linkByTheOldAttributeUntilAllLinksOfTheNewOneAreThere() {
        var contacts = three();
        desk.matching("email");
        assertThat(linked(contacts.getFirst())).containsExactly(contacts.get(1));

        desk.given.matching(Optional.of("accountId"));
        assertThat(linked(contacts.getFirst())).containsExactly(contacts.get(1));
        desk.jobs.run(only("relink"), "E1", Optional.empty());

        assertThat(linked(contacts.getFirst())).containsExactly(contacts.get(2));
        assertThat(texts(desk.get(path(contacts.getFirst()) + "/links"), "/items", "/attribute"))
                .containsExactly("accountId");
    }

    @Test
    void clearAwayWhatWasInForce() {
        three();
        desk.matching("email");
        assertThat(marksOf("m@")).isEqualTo(2);

        desk.matching("accountId");

        assertThat(marksOf("m@1")).isZero();
        assertThat(marksOf("m@")).isEqualTo(2);
        assertThat(desk.jobs.active()).isEmpty();
        assertThat(desk.table().items(item -> text(item, "PK").startsWith("JOB#")))
                .extracting(job -> text(job, "kind") + " " + number(job, "done") + " of " + number(job, "ofAbout"))
                .contains("relink 3 of 3", "clear-links 3 of 3");
    }

    private static String number(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::n).orElse("");
    }

    private long marksOf(String kind) {
        return desk.table().items().stream().filter(item -> text(item, "PK").startsWith("LNK#w1#" + kind)).count();
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElse("");
    }

    @Test
    void leaveOnlyWhatTheNetworksSayWhenThereIsNoMatchingAttribute() {
        var contacts = three();
        desk.matching("email");

        desk.given.matching(Optional.empty());

        assertThat(linked(contacts.getFirst())).isEmpty();
        desk.jobs.run();
        assertThat(marksOf("m@")).isZero();
    }

    @Test
    void goOnThroughWhoIsLinkedByTheNetwork() {
        var onX = desk.given.contact("acme-1", Medium.X, "7");
        var between = desk.given.contact("acme-2", Medium.X, "7");
        var far = desk.given.contact();
        List.of(between, far).forEach(contact -> desk.edit(contact, "\"email\": \"jo@example.com\""));

        desk.matching("email");

        assertThat(linked(onX)).containsExactly(between, far);
        assertThat(linked(far)).containsExactly(between, onX);
    }

    @Test
    void readPhoneNumbersInTheNewRegion() {
        var here = desk.given.contact();
        var there = desk.given.contact();
        desk.matching("phone", "DE");
        desk.edit(here, "\"phone\": \"030 901820\"");
        desk.edit(there, "\"phone\": \"+49 30 901820\"");
        assertThat(linked(here)).containsExactly(there);

        desk.matching("phone", "AT");

        assertThat(linked(here)).isEmpty();
        assertThat(desk.all("/v1/contacts?attribute=phone&value=%2B4330901820")).hasSize(1);
        assertThat(desk.all("/v1/contacts?attribute=phone&value=%2B4930901820")).hasSize(1);
    }

    @Test
    @DisplayName("S33: have the groups looked at again that ask for phone numbers, where these are read in another way")
    void rescoreWhereGroupsAskForPhoneNumbers() {
        desk.given.group(new ContactGroup("local", "Local",
                List.of(new Criterion("phone", Operator.EQUALS, List.of("030 901820"))), 1));
        desk.matching("email", "DE");
        assertThat(rescored()).isEqualTo(1);

        desk.matching("accountId", "DE");
        assertThat(rescored()).isEqualTo(1);
        desk.matching("accountId", "AT");
        assertThat(rescored()).isEqualTo(2);
    }

    private long rescored() {
        return desk.table().items().stream().filter(item -> text(item, "SK").startsWith("rescore#")).count();
    }

    @Test
    void keepWhatIsEditedWhileTheyRun() {
        var contacts = three();
        desk.matching("email");
        desk.given.matching(Optional.of("accountId"));
        killed(only("relink"), 9, new Fault.CrashAfter());

        desk.edit(contacts.get(1), "\"accountId\": \"7\"");
        desk.edit(contacts.get(2), "\"accountId\": \"8\"");
        var late = desk.given.contact();
        desk.edit(late, "\"accountId\": \"8\"");
        desk.jobs.run(only("relink"), "E", Optional.empty());

        assertThat(linked(contacts.get(0))).containsExactly(contacts.get(1));
        assertThat(linked(contacts.get(2))).containsExactly(late);
        desk.jobs.run();
    }

    @Test
    void areReplacedByWhatFollowsALaterChange() {
        var contacts = three();
        desk.given.matching(Optional.of("email"));
        var first = only("relink");
        killed(first, 9, new Fault.CrashAfter());

        desk.given.matching(Optional.of("accountId"));
        desk.jobs.run(first, "E", Optional.empty());

        assertThat(linked(contacts.getFirst())).isEmpty();
        desk.jobs.run();
        assertThat(linked(contacts.getFirst())).containsExactly(contacts.get(2));
        assertThat(marksOf("m@")).isEqualTo(2);
        assertThat(desk.table().items()).noneSatisfy(item -> assertThat(text(item, "PK")).startsWith("LNK#w1#m@1"));
    }

    /// By turns before a call is done and after it, so that in the next loop each is killed the other way.
    @ParameterizedTest
    @ValueSource(ints = 0)
    void endTheSameWhereverTheyAreKilled(int turn) {
        var contacts = three();
        var attributes = List.of("email", "accountId");
        var fired = true;
        for (int call = 1; fired; call++) {
            desk.given.matching(Optional.of(attributes.get(call % 2)));
            var other = contacts.get(call % 2 == 0 ? 1 : 2);

            fired = false;
            for (var jobs = desk.jobs.active(); !jobs.isEmpty(); jobs = desk.jobs.active()) {
                var job = jobs.getFirst();
                fired |= killed(job, call, (call + turn) % 2 == 0 ? new Fault.CrashAfter() : new Fault.CrashBefore());
                takenUpAgain(job, call);
                assertThat(desk.jobs.active()).as("killed at call " + call).doesNotContain(job);
            }

            assertThat(linked(contacts.getFirst())).as("killed at call " + call).containsExactly(other);
            assertThat(marksOf("m@")).as("killed at call " + call).isEqualTo(2);
            assertThat(call).isLessThan(400);
        }
    }

    /// Its execution is lost; the sweeper calls for another one.
    private void takenUpAgain(JobRun.Job job, int call) {
        desk.loseExecutions();
        desk.jobs.run(job, "E-" + call, Optional.empty());
    }

    /// Runs the job until the call; says whether there was such a call.
    private boolean killed(JobRun.Job job, int call, Fault fault) {
        desk.faults.clear();
        desk.faults.onAny().call(call).inject(fault);
        try {
            desk.jobs.run(job, "E", Optional.empty());
            return desk.faults.fired() > 0;
        } catch (SimulatedCrash dead) {
            return true;
        } finally {
            desk.faults.clear();
        }
    }

    @Test
    void areDoneOnceByExecutionsThatAreStartedTogether() {
        var contacts = three();
        desk.given.matching(Optional.of("email"));
        var job = only("relink");

        Together.all(Stream.of("E1", "E2", "E3").<Supplier<Boolean>>map(name -> () -> {
            desk.moreJobs().run(job, name, Optional.empty());
            return true;
        }).toList());

        assertThat(linked(contacts.getFirst())).containsExactly(contacts.get(1));
        assertThat(desk.jobs.active()).isEmpty();
    }

    @Test
    void countWhatAnAttributeWouldLink() {
        for (var email : List.of("a@x.com", "A@x.com", "b@x.com", "b@x.com", "b@X.com", "c@x.com")) {
            desk.edit(desk.given.contact(), "\"email\": \"%s\"".formatted(email));
        }
        desk.given.contact();
        var expected = new Preview(7, new Groups(5, 2, 0, List.of(3, 2)));
        var fired = true;
        for (int call = 1; fired; call += 5) {
            var id = desk.given.preview("email");
            var job = only("matching-preview");

            fired = killed(job, call, call % 2 == 0 ? new Fault.CrashAfter() : new Fault.CrashBefore());
            takenUpAgain(job, call);

            assertThat(desk.given.previewed(id)).as("killed at call " + call).contains(expected);
            assertThat(call).isLessThan(200);
        }
        assertThat(desk.table().items()).noneSatisfy(item -> assertThat(text(item, "SK")).startsWith("T#"));
    }

    @Test
    void noteTheValuesThatLinkNobody() {
        var contacts = Stream.generate(desk.given::contact).limit(52).toList();
        contacts.forEach(contact -> desk.edit(contact, "\"accountId\": \"none\", \"email\": \"a@example.com\""));
        desk.edit(contacts.getFirst(), "\"accountId\": null");

        desk.matching("accountId");

        assertThat(linked(contacts.getLast())).isEmpty();
        assertThat(marksOf("m@1")).isEqualTo(52);
        desk.edit(contacts.getLast(), "\"accountId\": \"other\"");
        assertThat(linked(contacts.get(1))).hasSize(49);
        desk.given.matching(Optional.empty());
        desk.jobs.run();
        assertThat(marksOf("m@1")).isZero();
    }
}
