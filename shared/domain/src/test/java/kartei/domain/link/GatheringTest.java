package kartei.domain.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.contact.ContactId;
import kartei.domain.link.Gathering.Candidate;

@DisplayName("A person (S26–S31)")
class GatheringTest {
    private final Map<ContactId, List<String>> marks = new TreeMap<>(ContactId.ORDER);
    private final Map<ContactId, Set<ContactId>> notSame = new HashMap<>();

    @Test
    void isAloneWithoutMarks() {
        has(1);

        assertThat(person(1)).isEqualTo(Person.alone(id(1)));
    }

    @Test
    void isJoinedByChainsWithTheLastStepAsTheReason() {
        has(1, "net-x:7");
        has(2, "net-x:7", "m@1:jo");
        has(3, "m@1:jo");

        assertThat(person(1).others()).containsExactly(new Person.Linked(id(2), "net-x", Optional.empty()),
                new Person.Linked(id(3), "m@1", Optional.of(id(2))));
        assertThat(person(3).contacts()).containsExactly(id(3), id(2), id(1));
    }

    @Test
    void namesTheNetworkWhereBothSayTheSame() {
        has(1, "net-x:7", "m@1:jo");
        has(2, "net-x:7", "m@1:jo");

        assertThat(person(1).others().getFirst().kind()).isEqualTo("net-x");
    }

    @Test
    void neverHoldsTwoWhoAreNotTheSame() {
        has(1, "m@1:a");
        has(2, "m@1:a", "net-x:7");
        has(3, "net-x:7");
        areNotTheSame(1, 3);

        assertThat(person(1).contacts()).containsExactly(id(1), id(2));
        assertThat(person(3).contacts()).containsExactly(id(3), id(2));
        assertThat(person(2).contacts()).containsExactly(id(2), id(1));
    }

    @Test
    void isCutAtFiftyAndSaysSo() {
        IntStream.range(0, 51).forEach(i -> has(i, "m@1:x" + i / 2, "net-x:y" + (i + 1) / 2));

        assertThat(person(0).contacts()).hasSize(50);
        assertThat(person(0).cut()).isTrue();
    }

    @Test
    void isNotCutWithExactlyFifty() {
        IntStream.range(0, 50).forEach(i -> has(i, "m@1:x" + i / 2, "net-x:y" + (i + 1) / 2));

        assertThat(person(0).contacts()).hasSize(50);
        assertThat(person(0).cut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void isWhatTheModelSays(int seed) {
        var random = new Random(seed);
        for (int run = 0; run < 40; run++) {
            marks.clear();
            notSame.clear();
            IntStream.range(0, 12).forEach(i -> has(i, "m@1:" + random.nextInt(8), "net-x:" + random.nextInt(20)));
            IntStream.range(0, random.nextInt(6)).forEach(_ -> {
                var one = random.nextInt(12);
                areNotTheSame(one, (one + 1 + random.nextInt(11)) % 12);
            });
            for (var contact : marks.keySet()) {
                assertThat(person(contact).contacts()).as("seed %d, run %d", seed, run)
                        .containsExactlyElementsOf(model(contact));
            }
        }
    }

    /// The rule as it is written down: hop by hop, in the order of ids, nobody who is not the same as one who is in.
    private List<ContactId> model(ContactId start) {
        var members = new ArrayList<>(List.of(start));
        for (Deque<List<ContactId>> hops = new ArrayDeque<>(List.of(List.of(start))); !hops.isEmpty();) {
            var hop = hops.pop();
            var next = new TreeSet<>(ContactId.ORDER);
            hop.forEach(member -> marks.forEach((other, theirs) -> {
                if (theirs.stream().anyMatch(marks.getOrDefault(member, List.of())::contains)) {
                    next.add(other);
                }
            }));
            var entered = new ArrayList<ContactId>();
            for (var other : next) {
                var refused = members.stream().anyMatch(member -> notSameOf(member).contains(other));
                if (!members.contains(other) && !refused) {
                    members.add(other);
                    entered.add(other);
                }
            }
            if (!entered.isEmpty()) {
                hops.push(entered);
            }
        }
        return members;
    }

    private Person person(int number) {
        return person(id(number));
    }

    private Person person(ContactId start) {
        var gathering = new Gathering<>(start, notSameOf(start), marks.getOrDefault(start, List.of()));
        while (!gathering.wanted().isEmpty()) {
            gathering.found(gathering.wanted().stream().flatMap(mark -> under(mark).stream()).toList());
        }
        return gathering.person();
    }

    private List<Candidate<String>> under(String mark) {
        return marks.entrySet()
                .stream()
                .filter(entry -> entry.getValue().contains(mark))
                .map(entry -> new Candidate<>(entry.getKey(), mark.split(":", 2)[0], mark, notSameOf(entry.getKey()),
                        entry.getValue()))
                .toList();
    }

    private Set<ContactId> notSameOf(ContactId contact) {
        return notSame.getOrDefault(contact, Set.of());
    }

    private void has(int number, String... names) {
        marks.put(id(number),
                Arrays.stream(names).collect(Collectors.toCollection(LinkedHashSet::new)).stream().toList());
    }

    private void areNotTheSame(int one, int other) {
        notSame.computeIfAbsent(id(one), _ -> new HashSet<>()).add(id(other));
        notSame.computeIfAbsent(id(other), _ -> new HashSet<>()).add(id(one));
    }

    private static ContactId id(int number) {
        return new ContactId("01ARZ3NDEKTSV4RRFFQ69G%04d".formatted(number));
    }
}
