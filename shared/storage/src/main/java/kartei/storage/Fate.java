package kartei.storage;

import java.util.Arrays;
import java.util.Optional;

/// What an erasure makes of a kind of item or object, and why: the one list of what it takes. Whoever stores something new says
/// here what becomes of it; `docs/erasure.md` shows the list.
record Fate(What what, String why) {

    enum What {
        ERASED,
        KEPT,
        NOT_PERSONAL
    }

    private static Fate erased(String how) {
        return new Fate(What.ERASED, how);
    }

    private static Fate kept(String why) {
        return new Fate(What.KEPT, why);
    }

    private static Fate notPersonal(String why) {
        return new Fate(What.NOT_PERSONAL, why);
    }

    /// What becomes of the items of a kind.
    static Fate of(Keys.Kind kind) {
        return switch (kind) {
            case CONTACT -> erased("values of all sources, profile and VIP, together with the counts of their use");
            case ACTIVITY -> erased("at once: the contact is unknown from then on");
            case CONVERSATION, MESSAGE, SNAPSHOT, ATTACHMENT -> erased("with their conversation");
            case LOGGED_EDIT -> erased("the whole change log of the contact");
            case MEMBERSHIP -> erased("groups forget the contact");
            case IDENTITY, IDENTITY_REFERENCE -> erased("unless the sender has become a new contact meanwhile");
            case MARK -> erased(
                    "what it was recognised by; links go with it, and it goes from those who were said to be others");
            case ERASED_CONVERSATION, ERASING -> erased("what the erasure itself writes down, with its end");
            case MESSAGE_CLAIM -> kept("30 days, our ids only: a message that is delivered again revives nothing");
            case ERASURE, ERASURE_RECEIPT, ERASED_CONTACT ->
                kept("the deletion log: ids, hint, medium, channel, times, admin, counts; as long as the setting says");
            case ERASED -> kept("the id for ten minutes longer than any index could show it");
            case JOB -> kept("30 days, ids only: that a job has run");
            case IDEMPOTENCY -> kept("24 hours, status and our ids only: a repeated request does nothing twice");
            case EXPORT, EXPORT_PART, EXPORT_FILE, EXPORT_CHECK ->
                erased("reports that hold the contact are withdrawn; what stays says that there was one");
            case BUNDLE, BUNDLE_PIECE ->
                erased("bundles that hold the contact are withdrawn; what stays says that there was one");
            case IMPORT -> notPersonal("how many lines were read; reasons name members and rules, never values");
            case CROWD, TALLY, GROUPING, RESULT ->
                notPersonal("keyed hashes of values that many share, and counts of them; gone with their job or rule");
            case SETTINGS, HASH_KEY, CHANNEL, CONTACT_GROUP, PRIORITIZATION, ROUTING, TEAM, PRIVACY, DEFINITION, ORDER,
                    NAME_CLAIM, CLEARING, USAGE, DRAFT, EXPORT_SCHEDULE ->
                notPersonal("what an admin has said of the workspace, and counts");
        };
    }

    /// Kinds of objects, by how their names begin.
    enum ObjectKind {
        ATTACHMENT("att/"),
        REPORT("exp/"),
        REPORT_ROWS("parts/"),
        BUNDLE("bun/"),
        IMPORT("imp/"),
        LEDGER(Keys.LEDGER);

        private final String prefix;

        ObjectKind(String prefix) {
            this.prefix = prefix;
        }

        String prefix() {
            return prefix;
        }

        Fate fate() {
            return switch (this) {
                case ATTACHMENT -> erased("files of messages, also those whose upload URL was still good");
                case REPORT -> erased("reports that hold the contact are withdrawn");
                case REPORT_ROWS -> erased("rows of reports that are being made are made anew without the contact");
                case BUNDLE -> erased("bundles that hold the contact are withdrawn");
                case IMPORT ->
                    kept("until the import ends, two days at most: what an admin puts in is read and deleted");
                case LEDGER -> kept("outside the table, ids and times: a restored table has to be told whom to forget");
            };
        }

        static Optional<ObjectKind> of(String object) {
            return Arrays.stream(values()).filter(kind -> object.startsWith(kind.prefix)).findFirst();
        }
    }
}
