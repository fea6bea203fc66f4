package kartei.function.contactexport;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

import kartei.api.Ground;
import kartei.api.World;
import kartei.domain.Actor;
import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Standing;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Intake;
import kartei.storage.IntakeWrite;
import kartei.storage.Keys;
import kartei.storage.Marking;
import kartei.storage.PutUrl;
import kartei.storage.Usage;

import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What has been written with contacts before a test begins, as other functions write it, and the files of it.
final class GivenTalks {
    private static final Actor ADA = new Actor("u-ada", Optional.of("Ada"));

    private final World world;
    private final WorkspaceId ws;
    private final Ground ground;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Intake intake;
    private int sent;

    GivenTalks(World world, String workspace) {
        this.world = world;
        this.ws = new WorkspaceId(workspace);
        this.ground = Ground.of(world);
        var marking = new Marking(ground.table(), ground.keys());
        this.contacts = new Contacts(ground.table(), new Usage(ground.table(), world.ids()::below), marking,
                world.ids()::next, _ -> {});
        this.conversations = new Conversations(ground.table());
        this.intake = new Intake(ground.table(), ground.keys());
    }

    /// A message that begins a conversation.
    ConversationId begins(ContactId id, List<String> topics, String text, Attachment... files) {
        var contact = contacts.find(ws, id).orElseThrow().contact();
        var conversation = new ConversationId(id, world.ids().next());
        var message = new Message(world.ids().next(), conversation, Direction.IN, Optional.of(text), now(),
                Optional.empty(), List.of(files));
        var begun = new Conversation(conversation, contact.channelId(), contact.medium(), Visibility.PRIVATE,
                ConversationStatus.NEW, Standing.UNSEEN, contact.vip(), List.of(), topics, Optional.of(now()), now(),
                now(), message.id(), Optional.empty(), Optional.empty(), Optional.empty(),
                contact.profile().displayName(), contact.identity(), 1, 1);
        var asked = new Intake.Sent(contact.medium(), contact.channelId(), contact.senderId(), "m-" + ++sent);
        var before = intake.before(ws, asked, Optional.empty());
        commit(() -> intake.write(ws, new Claim(before.claimHash(), conversation, message.id(), files.length > 0))
                .message(message)
                .newConversation(begun)
                .arrival(id,
                        new IntakeWrite.Arrival(now(), Optional.of(begun), Optional.empty(),
                                Optional.of(now().plusSeconds(900))))
                .commit());
        return conversation;
    }

    /// Another message of the conversation, of an agent.
    String answers(ConversationId conversation, String text, Attachment... files) {
        var before = conversations.find(ws, conversation).orElseThrow();
        var message = new Message(world.ids().next(), conversation, Direction.OUT, Optional.of(text), now(),
                Optional.of(ADA), List.of(files));
        var with = new AttachmentIndex(ground.table(), ground.keys()).add(ws, message);
        commit(() -> conversations.reply(ws, before, before.answered(message.id(), now()), message, Optional.empty(),
                with));
        return message.id();
    }

    void resolves(ConversationId conversation, String comment) {
        var whole = conversations.whole(ws, conversation, true).orElseThrow();
        var resolved = whole.conversation()
                .turned(ConversationStatus.RESOLVED, now(), Optional.of("done"), Optional.of(comment));
        commit(() -> conversations.turn(ground.workspaces().open(ws), whole, resolved));
    }

    /// A file that is to be uploaded, of so many bytes.
    Attachment announced(String name, long bytes) {
        return new Attachment("a-" + ++sent, Optional.of(name), "image/jpeg", bytes, Optional.of(world.ids().next()),
                Optional.empty());
    }

    /// A file that lies with its network.
    Attachment elsewhere(String reference) {
        return new Attachment("a-" + ++sent, Optional.empty(), "video/mp4", 0, Optional.empty(),
                Optional.of(reference));
    }

    /// Puts the file there, as whoever holds its URL does.
    void uploads(ContactId contact, Attachment file, byte[] bytes) {
        var attachments = new Attachments(world::s3, world::presigner,
                world.environment().require("ATTACHMENTS_BUCKET"));
        PutUrl to = attachments.upload(ws, contact, file).to();
        var key = to.url().replaceAll("^https?://[^/]+/[^/]+/", "").replaceAll("\\?.*", "");
        world.s3()
                .putObject(put -> put.bucket(world.environment().require("ATTACHMENTS_BUCKET")).key(key),
                        RequestBody.fromBytes(bytes));
    }

    /// As an erasure begins: the contact is not alive any more. What is handed back revives it, so that the table is sound.
    Runnable dies(ContactId contact) {
        var name = world.environment().require("TABLE_NAME");
        var at = Keys.activity(ws, contact);
        var key = Map.of("PK", AttributeValue.fromS(at.pk()), "SK", AttributeValue.fromS(at.sk()));
        var alive = world.dynamo().getItem(get -> get.tableName(name).key(key)).item();
        world.dynamo().deleteItem(delete -> delete.tableName(name).key(key));
        return () -> world.dynamo().putItem(put -> put.tableName(name).item(alive));
    }

    /// Bytes that do not repeat, the same for the same seed.
    static byte[] noise(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// Text that cannot be packed to much less than three quarters.
    static String noiseText(int seed, int length) {
        var bytes = noise(seed, length);
        var text = new StringBuilder();
        IntStream.range(0, length).forEach(i -> text.append((char) ('0' + (bytes[i] & 63))));
        return text.toString();
    }

    private Instant now() {
        return world.clock().instant();
    }

    /// A write that nobody is in the way of.
    private interface Write {
        void commit() throws ConditionFailed;
    }

    private static void commit(Write write) {
        try {
            write.commit();
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }
}
