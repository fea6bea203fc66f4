package kartei.function.contactedit;

import static kartei.function.contactedit.ContactDesk.path;
import static kartei.function.contactedit.ContactDesk.texts;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Medium;
import kartei.domain.attribute.Format;
import kartei.domain.contact.ContactId;
import kartei.storage.TableCheck;
import kartei.testkit.Fault;
import kartei.testkit.KarteiTable;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.TestTable;

/// Random edits, not-sames and changes of the matching attribute, with jobs left in the middle, against a model: whatever is in
/// force at a moment, the links of that moment are exactly its own. A seed that fails is in the name of the test.
@DisplayName("S26–S31: random links")
class RandomLinksTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private static final List<String> KEYS = List.of("email", "accountId", "ref");
    private static final List<String> VALUES = List.of("a", "b", "c", "");
    private static final int CONTACTS = 9;
    private static final int STEPS = 40;

    private final ContactDesk desk;
    private final Model model = new Model();

    RandomLinksTest(TestTable table) {
        desk = new ContactDesk(table);
        desk.given.attribute("ref", Format.TEXT);
        for (int i = 0; i < CONTACTS; i++) {
            var medium = i % 2 == 0 ? Medium.X : Medium.FACEBOOK;
            model.add(desk.given.contact("acme-" + i, medium, "user-" + i % 4),
                    medium == Medium.X ? "user-" + i % 4 : "");
        }
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void areThoseOfTheModel(long seed) {
        var random = new Random(seed);
        for (int step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> edit(random);
                case 4, 5 -> tell(random);
                case 6 -> desk.given.matching(Optional.of(one(KEYS, random)));
                case 7 ->
                    desk.given.matching(random.nextInt(4) == 0 ? Optional.empty() : Optional.of(one(KEYS, random)));
                case 8 -> runAPart(random);
                default -> desk.jobs.run();
            }
            check();
        }
        desk.jobs.run();
        check();
    }

    private void edit(Random random) {
        var contact = one(model.contacts, random);
        var key = one(KEYS, random);
        var value = one(VALUES, random);
        var shown = value.isEmpty() ? "null"
                : key.equals("email") ? "\"%s@example.com\"".formatted(value) : "\"" + value + "\"";
        assertThat(desk.edit(contact, "\"%s\": %s".formatted(key, shown)).status()).isEqualTo(200);
        model.edit(contact, key, value);
    }

    private void tell(Random random) {
        var one = one(model.contacts, random);
        var other = one(model.contacts, random);
        if (!one.equals(other)) {
            var apart = random.nextBoolean();
            var answer = desk.admin().call(apart ? "PUT" : "DELETE", path(one) + "/not-same/" + other.value());
            assertThat(answer.status()).isEqualTo(204);
            model.tell(one, other, apart);
        }
    }

    /// Some execution of a job dies somewhere; the sweeper frees its job.
    private void runAPart(Random random) {
        desk.jobs.active().stream().findFirst().ifPresent(job -> {
            desk.faults.onAny().call(1 + random.nextInt(60)).inject(new Fault.CrashAfter());
            try {
                desk.jobs.run(job, "E" + random.nextLong(), Optional.empty());
            } catch (SimulatedCrash dead) {
                desk.loseExecutions();
            } finally {
                desk.faults.clear();
            }
        });
    }

    private void check() {
        var inForce = desk.given.inForce();
        for (var contact : model.contacts) {
            var linked = texts(desk.get(path(contact) + "/links"), "/items", "/contactId");
            assertThat(linked).as(inForce + " " + contact.value())
                    .containsExactlyElementsOf(model.person(contact, inForce).stream().map(ContactId::value).toList());
        }
    }

    private static <T> T one(List<T> of, Random random) {
        return of.get(random.nextInt(of.size()));
    }

    /// What links say, by going over everything.
    private static final class Model {
        private final List<ContactId> contacts = new ArrayList<>();
        private final Map<ContactId, String> users = new HashMap<>();
        private final Map<ContactId, Map<String, String>> values = new HashMap<>();
        private final Set<Set<ContactId>> apart = new HashSet<>();

        void add(ContactId contact, String user) {
            contacts.add(contact);
            users.put(contact, user);
            values.put(contact, new HashMap<>());
        }

        void edit(ContactId contact, String key, String value) {
            values.getOrDefault(contact, new HashMap<>()).put(key, value);
        }

        void tell(ContactId one, ContactId other, boolean different) {
            if (different) {
                apart.add(Set.of(one, other));
            } else {
                apart.remove(Set.of(one, other));
            }
        }

        /// The others, nearest first and of the same distance the older ones first.
        List<ContactId> person(ContactId start, Optional<String> matching) {
            var members = new ArrayList<>(List.of(start));
            var seen = marks(start, matching);
            for (var hop = seen; !hop.isEmpty();) {
                var next = new HashSet<String>();
                for (var contact : contacts) {
                    var marks = marks(contact, matching);
                    if (!members.contains(contact) && marks.stream().anyMatch(hop::contains)
                            && members.stream().noneMatch(member -> apart.contains(Set.of(member, contact)))) {
                        members.add(contact);
                        next.addAll(marks);
                    }
                }
                next.removeAll(seen);
                seen = new HashSet<>(seen);
                seen.addAll(next);
                hop = next;
            }
            return members.subList(1, members.size());
        }

        private Set<String> marks(ContactId contact, Optional<String> matching) {
            var marks = new HashSet<String>();
            var user = users.getOrDefault(contact, "");
            if (!user.isEmpty()) {
                marks.add("x " + user);
            }
            matching.map(key -> values.getOrDefault(contact, Map.of()).getOrDefault(key, ""))
                    .filter(value -> !value.isEmpty())
                    .ifPresent(value -> marks.add("v " + value));
            return marks;
        }
    }
}
