package kartei.domain.link;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import kartei.domain.Limits;

/// What equal values of an attribute make of contacts (S26–S31): how many of them would be linked with another, how many persons
/// these are, how many values are so common that they link nobody, and the sizes of the largest groups, largest first. Links by
/// the networks' own user ids are not among them.
public record Groups(long linked, long persons, long tooCommon, List<Integer> largest) {
    public static final Groups NONE = new Groups(0, 0, 0, List.of());

    public Groups {
        largest = List.copyOf(largest);
    }

    /// `sizes`: for each value, how many contacts have it.
    public static Groups of(Collection<Integer> sizes) {
        var linking = sizes.stream().filter(size -> size > 1 && size <= Limits.LINKED_BY_ONE_VALUE_MAX).toList();
        return new Groups(linking.stream().mapToLong(Integer::longValue).sum(), linking.size(),
                sizes.stream().filter(size -> size > Limits.LINKED_BY_ONE_VALUE_MAX).count(),
                largest(linking.stream()));
    }

    /// Both together, of values that are not the same.
    public Groups plus(Groups other) {
        return new Groups(linked + other.linked, persons + other.persons, tooCommon + other.tooCommon,
                largest(Stream.concat(largest.stream(), other.largest.stream())));
    }

    private static List<Integer> largest(Stream<Integer> sizes) {
        return sizes.sorted(Comparator.reverseOrder()).limit(Limits.LARGEST_GROUPS_SHOWN).toList();
    }
}
