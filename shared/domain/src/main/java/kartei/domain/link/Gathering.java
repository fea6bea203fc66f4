package kartei.domain.link;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Limits;
import kartei.domain.contact.ContactId;

/// Gathers a person, hop by hop: whoever shares a mark with one who is in comes in, nearest first and, of the same distance,
/// in the order of their ids; unless an admin has said of one of those who are in that they are another. So nobody's person
/// ever holds two who are not the same, by whatever chain they are linked (S26–S31).
///
/// `M` names a mark.
public final class Gathering<M> {
    private final ContactId start;
    private final Map<ContactId, Set<ContactId>> members = new LinkedHashMap<>();
    private final List<Person.Linked> others = new ArrayList<>();
    private final Map<M, ContactId> owners = new HashMap<>();
    private final Set<M> open = new HashSet<>();
    private boolean cut;

    public Gathering(ContactId start, Set<ContactId> notSame, List<M> marks) {
        this.start = start;
        enter(start, notSame, marks);
    }

    /// Somebody who has the mark `by`, of `kind`; `marks` are all that they have.
    public record Candidate<M>(ContactId contact, String kind, M by, Set<ContactId> notSame, List<M> marks) {
        public Candidate {
            notSame = Set.copyOf(notSame);
            marks = List.copyOf(marks);
        }
    }

    /// The marks whose owners are wanted next; none when the person is complete.
    public List<M> wanted() {
        return cut ? List.of() : List.copyOf(open);
    }

    /// Everybody found under the marks that were wanted, those aside that are too common.
    public void found(List<Candidate<M>> candidates) {
        open.clear();
        candidates.stream()
                .sorted(Comparator.<Candidate<M>, ContactId>comparing(Candidate::contact, ContactId.ORDER)
                        .thenComparing(candidate -> !MarkKind.isNetwork(candidate.kind()))
                        .thenComparing(this::owner, ContactId.ORDER))
                .forEach(this::consider);
    }

    private void consider(Candidate<M> candidate) {
        if (cut || members.containsKey(candidate.contact()) || isSaidToBeAnother(candidate)) {
            return;
        }
        if (members.size() == Limits.PERSON_CONTACTS_MAX) {
            cut = true;
            return;
        }
        var owner = owner(candidate);
        others.add(new Person.Linked(candidate.contact(), candidate.kind(),
                owner.equals(start) ? Optional.empty() : Optional.of(owner)));
        enter(candidate.contact(), candidate.notSame(), candidate.marks());
    }

    private ContactId owner(Candidate<M> candidate) {
        return owners.getOrDefault(candidate.by(), start);
    }

    private boolean isSaidToBeAnother(Candidate<M> candidate) {
        return members.entrySet()
                .stream()
                .anyMatch(member -> member.getValue().contains(candidate.contact())
                        || candidate.notSame().contains(member.getKey()));
    }

    private void enter(ContactId contact, Set<ContactId> notSame, List<M> marks) {
        members.put(contact, notSame);
        for (var mark : marks) {
            if (owners.putIfAbsent(mark, contact) == null) {
                open.add(mark);
            }
        }
    }

    public Person person() {
        return new Person(start, others, cut);
    }
}
