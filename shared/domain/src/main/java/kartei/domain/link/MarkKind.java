package kartei.domain.link;

import java.util.Set;
import java.util.TreeSet;

import kartei.domain.Medium;
import kartei.domain.attribute.BuiltInAttributes;

/// The kinds of marks by their names in the table: the networks' user ids, the matching attribute of a generation, and the
/// attributes by which contacts are looked up.
public final class MarkKind {
    public static final String EMAIL = BuiltInAttributes.EMAIL.value();
    public static final String ACCOUNT_ID = BuiltInAttributes.ACCOUNT_ID.value();

    private static final String NETWORK = "net-";
    private static final String MATCHING = "m@";

    private MarkKind() {}

    /// Of the networks whose user ids are the same on all channels: X and Instagram.
    public static boolean hasUserIds(Medium medium) {
        return medium == Medium.X || medium == Medium.INSTAGRAM;
    }

    public static String network(Medium medium) {
        return NETWORK + medium.word();
    }

    public static String matching(LinkRule rule) {
        return MATCHING + rule.generation();
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

    /// Whether it belongs to a generation, and goes with it.
    public static boolean isOfGeneration(String kind) {
        return kind.contains("@");
    }

    /// The kinds that are this rule's own.
    static Set<String> ownOf(LinkRule rule) {
        var kinds = new TreeSet<String>();
        kinds.add(phones(rule));
        rule.attribute().ifPresent(attribute -> kinds.add(matching(rule)));
        return kinds;
    }
}
