package kartei.domain.link;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

import kartei.domain.Medium;
import kartei.domain.attribute.BuiltInAttributes;

/// The kinds of marks by their names in the table: the networks' user ids, the matching attribute of a generation, and the
/// attributes by which contacts are looked up.
public final class MarkKind {
    private static final String NETWORK = "net-";
    private static final String MATCHING = "m@";

    private MarkKind() {}

    public static String network(Medium medium) {
        return NETWORK + medium.word();
    }

    public static String matching(LinkRule rule) {
        return matching(rule.generation());
    }

    public static String matching(long generation) {
        return MATCHING + generation;
    }

    public static String phones(LinkRule rule) {
        return BuiltInAttributes.PHONE.value() + "@" + rule.phones();
    }

    public static boolean isNetwork(String kind) {
        return kind.startsWith(NETWORK);
    }

    /// Whether contacts with an equal mark of this kind are one person; the others only find contacts.
    public static boolean links(String kind) {
        return isNetwork(kind) || kind.startsWith(MATCHING);
    }

    /// The kinds that belong to this rule and to none of the others.
    public static Set<String> ownOf(LinkRule rule, Collection<LinkRule> others) {
        var kinds = of(rule);
        others.forEach(other -> kinds.removeAll(of(other)));
        return kinds;
    }

    private static Set<String> of(LinkRule rule) {
        var kinds = new HashSet<>(Set.of(phones(rule)));
        if (rule.attribute().isPresent()) {
            kinds.add(matching(rule));
        }
        return kinds;
    }
}
