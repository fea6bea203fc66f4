package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.rule.RuleKey;

/// Every shape of a key. The only file that puts keys together or takes them apart.
///
/// The kind of item comes first in a partition key, then the workspace: rights of a function are given by that prefix.
/// Nothing that a person or a network chose stands in a key as it is; it is hashed (`WorkspaceKeys`), or names no person.
public final class Keys {
    static final String SETTINGS = "SETTINGS";
    static final String CHANNEL = "CH#";
    static final String CONTACT_GROUP = "GRP#";
    static final String ROUTING = "ROUTING";
    /// What the keys of the rules of prioritisation and of routing begin with, and no other of the workspace.
    static final String RULE_SETS = "R";
    static final String TEAM = "TEAM#";
    static final String DEFINITION = "D#";
    static final String CLEARING = "X#";
    static final String CONTACT = "C~";
    static final String ACTIVITY = "C~A";
    static final String CONVERSATION = "C#";
    static final String GROUP = "G#";
    static final String LOGGED_EDIT = "H#";
    static final String MESSAGE = "M#";
    static final String SNAPSHOT = "V#";
    static final String CROWD = "V#";
    static final String TALLY = "T#";
    static final String GROUPING = "R#";
    static final String ERASED_CONVERSATION = "E#";
    static final String IDENTITY_REFERENCE = "I#";
    static final String ERASURE = "L#";
    static final String ERASURE_RECEIPT = "R#";
    static final String ERASING = "C#";
    static final String LEDGER = "erasures/";
    static final String EXPORTS = "export#";
    static final String CLEARINGS_OF_EXPORTS = "clear-export#";
    static final String EXPORT_PART = "P#";
    static final String BUNDLE_PIECE = "B#";
    static final String SCHEDULE = "S#";
    static final String SCHEDULED = "JOB#scheduled";
    static final String ACTIVE_JOBS = "JOB#active";
    static final String DAILY = "JOB#daily";
    static final String PRIVACY_JOBS = "JOB#privacy";

    private Keys() {}

    // ---- kinds ----

    /// Every kind of item, told by its key.
    enum Kind {
        SETTINGS("WSP#", Keys.SETTINGS),
        HASH_KEY("WSP#", "HKEY"),
        CHANNEL("WSP#", Keys.CHANNEL),
        CONTACT_GROUP("WSP#", Keys.CONTACT_GROUP),
        PRIORITIZATION("WSP#", "RULES"),
        ROUTING("WSP#", Keys.ROUTING),
        TEAM("WSP#", Keys.TEAM),
        ERASED("WSP#", "ERASED"),
        PRIVACY("WSP#", "PRIVACY"),
        DEFINITION("DEF#", Keys.DEFINITION),
        ORDER("DEF#", "ORDER"),
        NAME_CLAIM("DEF#", "N#"),
        CLEARING("DEF#", Keys.CLEARING),
        USAGE("USE#", "n#"),
        CONTACT("CON#", Keys.CONTACT),
        ACTIVITY("CON#", Keys.ACTIVITY),
        CONVERSATION("CON#", Keys.CONVERSATION),
        ATTACHMENT("CON#", "A#"),
        ERASED_CONVERSATION("CON#", Keys.ERASED_CONVERSATION),
        IDENTITY_REFERENCE("CON#", Keys.IDENTITY_REFERENCE),
        MEMBERSHIP("CON#", GROUP),
        LOGGED_EDIT("CON#", Keys.LOGGED_EDIT),
        IDENTITY("IDN#", "PTR"),
        MARK("LNK#", "C#"),
        CROWD("LNK#", Keys.CROWD),
        MESSAGE("MSG#", Keys.MESSAGE),
        SNAPSHOT("MSG#", Keys.SNAPSHOT),
        MESSAGE_CLAIM("CLM#", "K"),
        IDEMPOTENCY("IDM#", "K"),
        ERASURE("DEL#", Keys.ERASURE),
        ERASURE_RECEIPT("DEL#", Keys.ERASURE_RECEIPT),
        ERASED_CONTACT("DEL#", Keys.ERASING),
        JOB("JOB#", ""),
        TALLY("JBX#", Keys.TALLY),
        GROUPING("JBX#", Keys.GROUPING),
        RESULT("JBX#", "RESULT"),
        DRAFT("JBX#", "GROUP"),
        EXPORT("JBX#", "EXPORT"),
        EXPORT_PART("JBX#", Keys.EXPORT_PART),
        EXPORT_FILE("JBX#", "FILE"),
        EXPORT_CHECK("JBX#", "CHECK"),
        EXPORT_SCHEDULE("JBX#", Keys.SCHEDULE),
        IMPORT("JBX#", "IMPORT"),
        ERASING("JBX#", Keys.ERASING),
        BUNDLE("JBX#", "BUNDLE"),
        BUNDLE_PIECE("JBX#", Keys.BUNDLE_PIECE);

        private final String partition;
        private final String sort;

        Kind(String partition, String sort) {
            this.partition = partition;
            this.sort = sort;
        }

        /// The kind of the item under the key, nothing when there is none of such a key.
        static Optional<Kind> of(Key key) {
            return Arrays.stream(values()).filter(kind -> kind.has(key)).findFirst();
        }

        private boolean has(Key key) {
            var isPrefix = sort.isEmpty() || sort.endsWith("#");
            return key.pk().startsWith(partition) && (isPrefix ? key.sk().startsWith(sort) : key.sk().equals(sort));
        }
    }

    /// Whose item lies under the key: every partition key names the workspace after the kind.
    static WorkspaceId workspaceOf(Key key) {
        return new WorkspaceId(key.pk().split("#", -1)[1]);
    }

    // ---- workspace ----

    public static Key settings(WorkspaceId ws) {
        return new Key(workspace(ws), SETTINGS);
    }

    /// The sealed key of the workspace's hashes.
    public static Key hashKey(WorkspaceId ws) {
        return new Key(workspace(ws), "HKEY");
    }

    public static Key channel(WorkspaceId ws, String channelId) {
        return new Key(workspace(ws), CHANNEL + digest(channelId));
    }

    /// `key` is that of the group, in any case.
    public static Key contactGroup(WorkspaceId ws, String key) {
        return new Key(workspace(ws), CONTACT_GROUP + RuleKey.folded(key));
    }

    public static Key prioritization(WorkspaceId ws) {
        return new Key(workspace(ws), "RULES");
    }

    public static Key routing(WorkspaceId ws) {
        return new Key(workspace(ws), ROUTING);
    }

    /// `key` is that of the team, in any case.
    public static Key team(WorkspaceId ws, String key) {
        return new Key(workspace(ws), TEAM + RuleKey.folded(key));
    }

    /// Who was erased so lately that an index may still show them.
    static Key erased(WorkspaceId ws) {
        return new Key(workspace(ws), "ERASED");
    }

    /// What goes by itself.
    static Key privacy(WorkspaceId ws) {
        return new Key(workspace(ws), "PRIVACY");
    }

    static String workspace(WorkspaceId ws) {
        return "WSP#" + ws.value();
    }

    // ---- attributes ----

    public static Key definition(WorkspaceId ws, AttributeKey key) {
        return new Key(definitions(ws), DEFINITION + key.folded());
    }

    /// The order of the keys, and the stamp that every change to any definition moves.
    public static Key order(WorkspaceId ws) {
        return new Key(definitions(ws), "ORDER");
    }

    /// Claims a key (folded) or a label (folded) for one definition.
    public static Key claimedKey(WorkspaceId ws, String foldedKey) {
        return new Key(definitions(ws), "N#K#" + foldedKey);
    }

    public static Key claimedLabel(WorkspaceId ws, String foldedLabel) {
        return new Key(definitions(ws), "N#L#" + digest(foldedLabel));
    }

    /// Values that are being cleared: of a whole definition, or of one of its options.
    public static Key clearing(WorkspaceId ws, String definitionId, Optional<String> optionId) {
        return new Key(definitions(ws), CLEARING + definitionId + optionId.map(id -> "#" + id).orElse(""));
    }

    static String definitions(WorkspaceId ws) {
        return "DEF#" + ws.value();
    }

    /// One of the counters of how many contacts have a value of the definition.
    public static Key usage(WorkspaceId ws, String definitionId, int shard) {
        return new Key(usage(ws, definitionId), "n#" + shard);
    }

    static String usage(WorkspaceId ws, String definitionId) {
        return "USE#" + ws.value() + "#" + definitionId;
    }

    static String definitionOfUsage(Key usage) {
        return usage.pk().split("#", -1)[2];
    }

    // ---- contacts ----

    public static Key contact(WorkspaceId ws, ContactId contact) {
        return new Key(partition(ws, contact), CONTACT);
    }

    public static Key activity(WorkspaceId ws, ContactId contact) {
        return new Key(partition(ws, contact), ACTIVITY);
    }

    public static Key conversation(WorkspaceId ws, ConversationId conversation) {
        return new Key(partition(ws, conversation.contact()), CONVERSATION + conversation.ulid());
    }

    static ConversationId conversationOf(ContactId contact, Key key) {
        return new ConversationId(contact, key.sk().substring(CONVERSATION.length()));
    }

    /// The identity that leads to the contact, kept with it, so that its partition names everything that is its own.
    public static Key identityReference(WorkspaceId ws, ContactId contact, String identity) {
        return new Key(partition(ws, contact), IDENTITY_REFERENCE + identity);
    }

    /// That the contact is a member of the group.
    public static Key membership(WorkspaceId ws, ContactId contact, String group) {
        return new Key(partition(ws, contact), GROUP + RuleKey.folded(group));
    }

    /// Which message has the file that the contact's conversations know under an id; `hash` is of that id.
    public static Key attachment(WorkspaceId ws, ContactId contact, String hash) {
        return new Key(partition(ws, contact), "A#" + hash);
    }

    /// That a conversation of an erased contact was there: where its messages were is read back once more.
    static Key erasedConversation(WorkspaceId ws, ConversationId conversation) {
        return new Key(partition(ws, conversation.contact()), ERASED_CONVERSATION + conversation.ulid());
    }

    static ConversationId conversationOf(Key key) {
        return new ConversationId(ownerOf(key.pk()).orElseThrow().contact(), key.sk().substring(CONVERSATION.length()));
    }

    /// The id of the message under the key.
    static String messageOf(Key key) {
        return key.sk().substring(MESSAGE.length());
    }

    static ConversationId erasedConversationOf(Key key) {
        return new ConversationId(ownerOf(key.pk()).orElseThrow().contact(),
                key.sk().substring(ERASED_CONVERSATION.length()));
    }

    /// The identity that a reference names.
    static Key identityOf(WorkspaceId ws, Key reference) {
        return identity(ws, reference.sk().substring(IDENTITY_REFERENCE.length()));
    }

    /// What one edit did to the contact's values.
    public static Key loggedEdit(WorkspaceId ws, ContactId contact, String editId) {
        return new Key(partition(ws, contact), LOGGED_EDIT + editId);
    }

    public static String partition(WorkspaceId ws, ContactId contact) {
        return "CON#" + ws.value() + "#" + contact.value();
    }

    /// Whose partition it is, or nothing when it is not one of a contact.
    public static Optional<Owner> ownerOf(String pk) {
        var parts = pk.split("#", -1);
        return parts.length == 3 && parts[0].equals("CON")
                ? WorkspaceId.of(parts[1]).flatMap(ws -> ContactId.of(parts[2]).map(contact -> new Owner(ws, contact)))
                : Optional.empty();
    }

    public static boolean isContact(String sk) {
        return sk.equals(CONTACT);
    }

    public static boolean isConversation(String sk) {
        return sk.startsWith(CONVERSATION);
    }

    /// The contact that a partition belongs to.
    public record Owner(WorkspaceId workspace, ContactId contact) {}

    // ---- identities, messages ----

    /// `identity` is `identityOf(…)`: the item that leads from a channel's user to its contact.
    public static Key identity(WorkspaceId ws, String identity) {
        return new Key("IDN#" + ws.value() + "#" + identity, "PTR");
    }

    /// `<medium>#<channel>#<hash of the sender's id>`; a contact is a profile on one channel, so the channel is its scope.
    public static String identityOf(String medium, String channelId, String hashedSender) {
        return medium + "#" + digest(channelId).substring(0, 16) + "#" + hashedSender;
    }

    /// That a contact is recognised by the mark.
    static Key mark(WorkspaceId ws, StoredMark.Name mark, ContactId contact) {
        return new Key(marked(ws, mark), "C#" + contact.value());
    }

    /// The place of a contact under a mark, to go on behind it.
    static String markedAfter(String contact) {
        return "C#" + contact;
    }

    /// Everybody who is recognised by the mark.
    static String marked(WorkspaceId ws, StoredMark.Name mark) {
        return "LNK#" + ws.value() + "#" + text(mark);
    }

    static StoredMark.Name markOf(Key key) {
        var parts = key.pk().split("#", -1);
        return new StoredMark.Name(parts[2], parts[3]);
    }

    /// That so many are recognised by the mark that somebody should look.
    static Key crowd(WorkspaceId ws, StoredMark.Name mark) {
        return new Key(crowds(ws, mark.kind()), CROWD + mark.hash());
    }

    static String crowds(WorkspaceId ws, String kind) {
        return "LNK#" + ws.value() + "#" + kind;
    }

    static StoredMark.Name crowdOf(Key key) {
        return new StoredMark.Name(key.pk().split("#", -1)[2], key.sk().substring(CROWD.length()));
    }

    /// As one text.
    static String text(StoredMark.Name mark) {
        return mark.kind() + "#" + mark.hash();
    }

    static StoredMark.Name markOf(String text) {
        var parts = text.split("#", 2);
        return new StoredMark.Name(parts[0], parts[1]);
    }

    public static Key message(WorkspaceId ws, ConversationId conversation, String messageId) {
        return new Key(messages(ws, conversation), MESSAGE + messageId);
    }

    /// A piece of the contact's values at the time when the conversation was resolved.
    static Key snapshot(WorkspaceId ws, ConversationId conversation, int piece) {
        return new Key(messages(ws, conversation), SNAPSHOT + "%02d".formatted(piece));
    }

    static String messages(WorkspaceId ws, ConversationId conversation) {
        return "MSG#" + ws.value() + "#" + conversation.value();
    }

    /// That a channel's message has been taken; `hash` is of channel and message id.
    public static Key claim(WorkspaceId ws, String hash) {
        return new Key("CLM#" + ws.value() + "#" + hash, "K");
    }

    /// The first answer to a POST with an Idempotency-Key; `hash` is of principal, route and key.
    public static Key idempotency(WorkspaceId ws, String hash) {
        return new Key("IDM#" + ws.value() + "#" + hash, "K");
    }

    // ---- erasures ----

    /// The entry of the deletion log; newer ones sort behind older ones.
    static Key erasure(WorkspaceId ws, String erasureId) {
        return new Key(erasures(ws), ERASURE + erasureId);
    }

    static Key erasureReceipt(WorkspaceId ws, String erasureId) {
        return new Key(erasures(ws), ERASURE_RECEIPT + erasureId);
    }

    /// That the contact was erased: its id is never used again.
    static Key erasedContact(WorkspaceId ws, ContactId contact) {
        return new Key(erasures(ws), ERASING + contact.value());
    }

    static String erasures(WorkspaceId ws) {
        return "DEL#" + ws.value();
    }

    /// How much of a contact a job has erased, and where else its traces were.
    static Key erasing(WorkspaceId ws, JobId job, ContactId contact) {
        return new Key(parts(ws, job), ERASING + contact.value());
    }

    /// Smaller than the key of every entry that was written from then on, larger than those of all before.
    static String erasuresBefore(Instant from) {
        return ERASURE + Ulids.first(from);
    }

    /// The receipt of the erasure of an entry.
    static Key receiptOf(Key erasure) {
        return new Key(erasure.pk(), ERASURE_RECEIPT + erasure.sk().substring(ERASURE.length()));
    }

    /// Whom an erasure outside the table names: `erasures/<workspace>/<erasure>`.
    static String ledgerEntry(WorkspaceId ws, String erasureId) {
        return ledger(ws) + erasureId;
    }

    static String ledger(WorkspaceId ws) {
        return LEDGER + ws.value() + "/";
    }

    // ---- jobs ----

    public static Key job(WorkspaceId ws, JobId job) {
        return new Key(jobs(ws), jobsOf(job.kind()) + job.ulid());
    }

    /// The largest sort key that is smaller than one that ends with a ULID, as far as there are such.
    static String beforeLast(String sort) {
        var last = sort.length() - 1;
        return sort.substring(0, last) + (char) (sort.charAt(last) - 1) + Character.MAX_VALUE;
    }

    /// What the keys of all jobs of a kind begin with.
    static String jobsOf(JobKind kind) {
        return kind.word() + "#";
    }

    static String jobs(WorkspaceId ws) {
        return "JOB#" + ws.value();
    }

    /// How many contacts a slice of the job found with which value, of those values that fall into a bucket; `slice` tells the
    /// slices apart.
    static Key tally(WorkspaceId ws, JobId job, int bucket, String slice) {
        return new Key(parts(ws, job), tallies(bucket) + slice);
    }

    static String tallies(int bucket) {
        return TALLY + "%02d#".formatted(bucket);
    }

    static int bucketOf(Key tally) {
        return Integer.parseInt(tally.sk().split("#", 3)[1]);
    }

    /// What a segment of the job has counted of groups.
    static Key grouping(WorkspaceId ws, JobId job, int segment) {
        return new Key(parts(ws, job), GROUPING + segment);
    }

    /// What has come out of the job.
    static Key result(WorkspaceId ws, JobId job) {
        return new Key(parts(ws, job), "RESULT");
    }

    /// The contact group whose members the job counts.
    static Key draft(WorkspaceId ws, JobId job) {
        return new Key(parts(ws, job), "GROUP");
    }

    /// What an export is to hold, and the file that came of it.
    static Key export(WorkspaceId ws, JobId export) {
        return new Key(parts(ws, export), "EXPORT");
    }

    /// The rows that a slice of an export has written; in the order of the file.
    static Key exportPart(WorkspaceId ws, JobId export, int segment, int number) {
        return new Key(parts(ws, export), exportParts(segment) + "%08d".formatted(number));
    }

    static String exportParts(int segment) {
        return EXPORT_PART + "%02d#".formatted(segment);
    }

    /// A report that is made again and again.
    static Key schedule(WorkspaceId ws, String ulid) {
        return new Key(schedules(ws), SCHEDULE + ulid);
    }

    static String schedules(WorkspaceId ws) {
        return "JBX#" + ws.value() + "#schedules";
    }

    /// Under which `Work` finds the reports that are made again and again, by the time of the next one.
    static Key scheduled(WorkspaceId ws, String ulid, Instant next) {
        return new Key(SCHEDULED, Times.text(next) + "#" + ws.value() + "#" + ulid);
    }

    /// How far the one file of an export is.
    static Key exportFile(WorkspaceId ws, JobId export) {
        return new Key(parts(ws, export), "FILE");
    }

    /// Up to which erasure an export's rows were compared with those who were erased.
    static Key exportCheck(WorkspaceId ws, JobId export) {
        return new Key(parts(ws, export), "CHECK");
    }

    /// What became of a file that is to be read back.
    static Key imported(WorkspaceId ws, JobId id) {
        return new Key(parts(ws, id), "IMPORT");
    }

    /// Whom an access bundle is on, and the file that came of it.
    static Key bundle(WorkspaceId ws, JobId bundle) {
        return new Key(parts(ws, bundle), "BUNDLE");
    }

    /// What a slice of an access bundle has written; in the order of the slices.
    static Key bundlePiece(WorkspaceId ws, JobId bundle, int number) {
        return new Key(parts(ws, bundle), BUNDLE_PIECE + "%08d".formatted(number));
    }

    /// What a job keeps beside itself.
    static String parts(WorkspaceId ws, JobId job) {
        return "JBX#" + ws.value() + "#" + job.value();
    }

    /// Under which `Work` finds the jobs that have not ended, by the time at which somebody should look at them.
    static Key activeJob(Instant due, JobId job) {
        return new Key(ACTIVE_JOBS, Times.text(due) + "#" + job.value());
    }

    /// When somebody should look at the job, by its key in `Work`.
    static Instant dueOfActiveJob(String sort) {
        return Instant.parse(sort.substring(0, sort.indexOf('#')));
    }

    /// Under which `Work` finds the workspaces for which something is done every day.
    static Key daily(WorkspaceId ws) {
        return new Key(DAILY, ws.value());
    }

    /// Under which `Work` finds the workspaces in which something goes by itself.
    static Key withPrivacy(WorkspaceId ws) {
        return new Key(PRIVACY_JOBS, ws.value());
    }

    // ---- indexes ----

    static Key directory(WorkspaceId ws, ContactId contact, boolean activity) {
        return new Key(directoryShard(ws, directoryShardOf(contact)),
                activity ? contact.value() + "~A" : contact.value());
    }

    static int directoryShardOf(ContactId contact) {
        return shardOf(contact.value(), Limits.DIRECTORY_SHARDS);
    }

    static String directoryShard(WorkspaceId ws, int shard) {
        return "DIR#" + ws.value() + "#" + shard;
    }

    static Key recent(WorkspaceId ws, ContactId contact, Instant lastMessageAt) {
        return new Key(recentShard(ws, shardOf(contact.value(), Limits.RECENT_SHARDS)),
                Times.text(lastMessageAt) + "#" + contact.value());
    }

    static String recentShard(WorkspaceId ws, int shard) {
        return "REC#" + ws.value() + "#" + shard;
    }

    /// Under which `Work` finds the contacts none of whose conversations is open, by the time when the last was resolved.
    static Key resting(WorkspaceId ws, ContactId contact, Instant since) {
        return new Key(restingShard(ws, shardOf(contact.value(), Limits.RESTING_SHARDS)),
                Times.text(since) + "#" + contact.value());
    }

    static String restingShard(WorkspaceId ws, int shard) {
        return "RST#" + ws.value() + "#" + shard;
    }

    /// The largest sort key of those who have rested since then, or longer.
    static String restingUntil(Instant until) {
        return Times.text(until) + "#" + Character.MAX_VALUE;
    }

    static Instant restingSince(String sort) {
        return Instant.parse(sort.substring(0, sort.indexOf('#')));
    }

    static Key group(WorkspaceId ws, String group, ContactId contact, Instant lastMessageAt) {
        return new Key(groupMembers(ws, group), Times.text(lastMessageAt) + "#" + contact.value());
    }

    static String groupMembers(WorkspaceId ws, String group) {
        return "GRP#" + ws.value() + "#" + RuleKey.folded(group);
    }

    static String queueShard(WorkspaceId ws, String team, ConversationStatus status, int shard) {
        return "Q#" + ws.value() + "#" + team + "#" + status.word() + "#" + shard;
    }

    static int queueShardOf(ConversationId conversation) {
        return shardOf(conversation.ulid(), Limits.QUEUE_SHARDS);
    }

    /// Sorts ascending by score, highest first, then by time, oldest first.
    static String queueRank(int score, Instant since, ConversationId conversation) {
        return "%04d#%s#%s".formatted(Limits.SCORE_MAX - score, Times.text(since), conversation.value());
    }

    /// Sorts ascending by the time of resolution.
    static String queueResolved(Instant at, ConversationId conversation) {
        return Times.text(at) + "#" + conversation.value();
    }

    /// The group of a membership, its key as it is compared.
    static String groupOf(Key membership) {
        return membership.sk().substring(GROUP.length());
    }

    /// The contact at the end of a key of `Recent` or of a group's members.
    static ContactId contactAtEnd(String sort) {
        return new ContactId(sort.substring(sort.lastIndexOf('#') + 1));
    }

    /// The end of an object's key: `att/<workspace>/<contact>/<object>`.
    public static String object(WorkspaceId ws, ContactId contact, String object) {
        return objects(ws, contact) + object;
    }

    static String objects(WorkspaceId ws, ContactId contact) {
        return "att/" + ws.value() + "/" + contact.value() + "/";
    }

    /// Where rows lie until the one file is made of them: `parts/<workspace>/<export>/<object>`.
    static String exportRows(WorkspaceId ws, JobId export) {
        return "parts/" + ws.value() + "/" + export.ulid() + "/";
    }

    /// Where the file of an export lies, and what stays beside it: `exp/<workspace>/<export>/<object>`.
    static String exportFiles(WorkspaceId ws, JobId export) {
        return "exp/" + ws.value() + "/" + export.ulid() + "/";
    }

    /// Where the file of an import is put: `imp/<workspace>/<import>`.
    static String importFile(WorkspaceId ws, JobId id) {
        return "imp/" + ws.value() + "/" + id.ulid();
    }

    /// Where an access bundle lies, and what it is made of: `bun/<workspace>/<bundle>/<object>`.
    static String bundleObjects(WorkspaceId ws, JobId bundle) {
        return "bun/" + ws.value() + "/" + bundle.ulid() + "/";
    }

    private static int shardOf(String id, int shards) {
        return Math.floorMod(id.hashCode(), shards);
    }

    private static String digest(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
