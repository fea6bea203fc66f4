package kartei.function.contactedit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import kartei.api.Ground;
import kartei.api.World;
import kartei.domain.Actor;
import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;
import kartei.domain.workspace.Workspace;
import kartei.storage.AttachmentIndex;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Preview;
import kartei.domain.rule.ContactGroup;
import kartei.storage.Clearings;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Definitions;
import kartei.storage.Intake;
import kartei.storage.IntakeWrite;
import kartei.storage.IntakeWrite.Arrival;
import kartei.storage.Jobs;
import kartei.storage.Keys;
import kartei.storage.Linkings;
import kartei.storage.Marking;
import kartei.storage.Previews;
import kartei.storage.Tallies;
import kartei.storage.RuleBook;
import kartei.storage.Usage;
import software.amazon.awssdk.core.sync.RequestBody;

/// What is there before a test begins: attributes, contacts and conversations, written as other functions write them.
final class Given {
    private final World world;
    private final WorkspaceId ws;
    private final Ground ground;
    private final Definitions definitions;
    private final Conversations conversations;
    private final Intake intake;
    private final Contacts contacts;
    private final Map<ContactId, Intake.Sent> senders = new HashMap<>();

    Given(World world, String workspace) {
        this.world = world;
        this.ws = new WorkspaceId(workspace);
        this.ground = Ground.of(world);
        this.definitions = new Definitions(ground.table());
        this.conversations = new Conversations(ground.table());
        this.intake = new Intake(ground.table(), ground.keys());
        this.contacts = new Contacts(ground.table(), new Usage(ground.table(), world.ids()::below), marking(),
                world.ids()::next, _ -> {});
    }

    // ---- workspace ----

    void plan(Plan plan) {
        assertThat(ground.workspaces().change(ground.workspaces().open(ws), "Acme", plan, Optional.empty()))
                .isPresent();
    }

    /// A custom attribute; with options a dropdown of these. Its key is its label.
    AttributeDefinition attribute(String key, Format format, String... options) {
        var choices = List.of(options).stream().map(label -> new Option(world.ids().next(), label)).toList();
        var type = choices.isEmpty() ? AttributeType.TEXT : AttributeType.DROPDOWN;
        var definition = new AttributeDefinition(world.ids().next(), new AttributeKey(key), key, AttributeKind.CUSTOM,
                type, format, choices, true, Map.of(), false, false, 1);
        assertThat(definitions.create(ws, definition, Optional.empty())).isEqualTo(Definitions.Outcome.DONE);
        return definition;
    }

    /// An attribute as an admin changes it.
    AttributeDefinition changed(String key, UnaryOperator<AttributeDefinition> change) {
        var before = attribute(key);
        var after = change.apply(before).withVersion(before.version() + 1);
        assertThat(definitions.change(ws, before, after, Optional.empty())).isEqualTo(Definitions.Outcome.DONE);
        return after;
    }

    /// What an admin makes a contact group.
    void group(ContactGroup group) {
        var written = new RuleBook(ground.table()).write(ground.workspaces().open(ws), List.of(RuleBook.put(ws, group)),
                Optional.empty());
        assertThat(written).isTrue();
    }

    void off(String key) {
        changed(key, definition -> definition.withEnabled(false));
    }

    void on(String key) {
        changed(key, definition -> definition.withEnabled(true));
    }

    void renamedOption(String key, Option option, String label) {
        changed(key,
                definition -> definition.withOptions(definition.options()
                        .stream()
                        .map(held -> held.equals(option) ? new Option(held.id(), label) : held)
                        .toList()));
    }

    /// An option removed although contacts use it; its values are still being cleared.
    void withoutOption(String key, Option option) {
        var before = attribute(key);
        var left = before.options().stream().filter(held -> !held.equals(option)).toList();
        var target = new Clearing.Target.Options(world.ids().next(), Set.of(option.id()));
        var clearing = new Clearing(before.id(), before.type(), target);
        var after = before.withOptions(left).withVersion(before.version() + 1);
        assertThat(definitions.change(ws, before, after,
                Optional.of(new Definitions.Removal(clearing, job(clearing), Optional.empty()))))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    void first(String key) {
        var attributes = ground.workspaces().open(ws).attributes();
        var keys = new ArrayList<>(attributes.inOrder().stream().map(AttributeDefinition::key).toList());
        var moved = attribute(key).key();
        keys.remove(moved);
        keys.addFirst(moved);
        assertThat(definitions.reorder(ws, attributes, keys)).isEqualTo(Definitions.Outcome.DONE);
    }

    void deleted(String key) {
        var workspace = ground.workspaces().open(ws);
        var definition = attribute(key);
        var target = new Clearing.Target.Everything(definition.key(), definition.label());
        var clearing = new Clearing(definition.id(), definition.type(), target);
        assertThat(definitions.delete(workspace, definition, clearing, job(clearing), List.of()))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    private Workspace workspace() {
        return ground.workspaces().open(ws);
    }

    private Job job(Clearing clearing) {
        return Clearings.job(clearing, world.ids().next(), world.clock().instant());
    }

    AttributeDefinition attribute(String key) {
        return ground.workspaces().open(ws).attributes().find(key).orElseThrow();
    }

    Usage.Count usage(String key) {
        return new Usage(ground.table(), world.ids()::below).count(ws, attribute(key).id());
    }

    // ---- links ----

    /// The matching attribute, as the admin's function asks for it; a job makes the links.
    void matching(Optional<String> key, String... region) {
        var before = workspace();
        var linkings = new Linkings(ground.table(), world.ids()::next);
        var attribute = key.map(this::attribute).map(AttributeDefinition::id);
        if (before.settings().linking().wanted().says(attribute, Arrays.stream(region).findFirst())) {
            return;
        }
        var after = before.settings()
                .linking()
                .changed(attribute, Arrays.stream(region).findFirst(), linkings.newJob());
        assertThat(linkings.change(before, after, now())).isTrue();
    }

    /// A job that counts what an attribute would link.
    JobId preview(String key) {
        var rule = LinkRule.NONE.changed(Optional.of(attribute(key).id()), Optional.empty(), 0);
        var job = Previews.job(rule, world.ids().next(), now());
        commit(() -> ground.table().write(List.of(Jobs.start(workspace().id(), job))));
        return job.id();
    }

    /// What it has come to.
    Optional<Preview> previewed(JobId job) {
        return new Tallies(ground.table()).result(ws, job);
    }

    /// The key of the matching attribute that is in force.
    Optional<String> inForce() {
        var workspace = workspace();
        return workspace.linkRule()
                .attribute()
                .flatMap(workspace.attributes()::withId)
                .map(definition -> definition.key().value());
    }

    /// The sweeper's minute.
    void sweepJobs() {
        var jobs = new Jobs(ground.table());
        jobs.due(now(), Limits.JOBS_SWEPT_PAGE).forEach(due -> jobs.call(due.workspace(), due.job(), now()));
    }

    private Marking marking() {
        return new Marking(ground.table(), ground.keys());
    }

    // ---- contacts ----

    /// A contact on Instagram.
    ContactId contact() {
        return contact("acme-ig", Medium.INSTAGRAM, Map.of());
    }

    /// A contact by its first message, just now, in a conversation that is new.
    ContactId contact(String channelId, Medium medium, Map<String, String> platformValues) {
        return contact(new ContactId(world.ids().next()), channelId, medium, platformValues);
    }

    /// A contact whose network says who it is on all channels.
    ContactId contact(String channelId, Medium medium, String networkUserId) {
        return contact(new ContactId(world.ids().next()), channelId, medium, Map.of(), Optional.of(networkUserId));
    }

    ContactId contact(ContactId id, String channelId, Medium medium, Map<String, String> platformValues) {
        return contact(id, channelId, medium, platformValues, Optional.empty());
    }

    private ContactId contact(
            ContactId id,
            String channelId,
            Medium medium,
            Map<String, String> platformValues,
            Optional<String> networkUserId) {
        var sent = new Intake.Sent(medium, channelId, "sender-" + senders.size(), "first-" + senders.size());
        var before = intake.before(ws, sent, Optional.empty());
        var telling = new Telling(new Profile(Optional.of("Jo"), Optional.of("jo"), Optional.empty()), networkUserId,
                platformValues, now());
        var contact = new Contact(id, channelId, medium, sent.senderId(), Optional.empty(), before.identityHash(),
                Profile.EMPTY, Map.of(), false, 0, Set.of(), now(), now(), 1).told(telling, true, now());
        var conversation = opened(contact);
        var activity = new Activity(contact.id(), now(), Optional.of(conversation.id()), now(), Optional.empty());
        var identity = new Identity(before.identityHash(), contact.id(), conversation.hint(), Optional.empty());
        var write = taking(before, conversation).newContact(contact, activity, identity, Optional.empty());
        marking().ofNew(ground.workspaces().open(ws), contact).forEach(write::with);
        if (ground.workspaces().open(ws).channel(channelId).isEmpty()) {
            write.newChannel(new Channel(channelId, medium, "Acme", Optional.empty(), 1));
        }
        commit(write);
        senders.put(contact.id(), sent);
        return contact.id();
    }

    /// Another conversation by a message of the contact, which has none that is open.
    ConversationId conversation(ContactId id) {
        var first = Optional.ofNullable(senders.get(id)).orElseThrow();
        var sent = new Intake.Sent(first.medium(), first.channelId(), first.senderId(), world.ids().next());
        var before = intake.before(ws, sent, Optional.empty());
        var identity = before.identity().orElseThrow();
        var conversation = opened(intake.known(ws, identity).orElseThrow().contact().contact());
        commit(taking(before, conversation)
                .arrival(id, new Arrival(now(), Optional.of(conversation), Optional.empty(), Optional.empty()))
                .remembered(identity, conversation.hint(), Optional.empty()));
        return conversation.id();
    }

    /// A value that a source gives by itself; of a dropdown by the label of the option.
    void value(ContactId id, String key, Source source, String text) {
        var workspace = ground.workspaces().open(ws);
        var definition = workspace.attributes().find(key).orElseThrow();
        var value = new StoredValue(definition.optionNamed(text).map(Option::id).orElse(text), now(), Optional.empty());
        commit(() -> contacts
                .edit(workspace, contacts.find(ws, id).orElseThrow(), Authorship.ofNobody(now()),
                        contact -> contact
                                .withValues(
                                        Map.of(definition.id(),
                                                contact.valuesOf(definition.id())
                                                        .with(source, value, contact.version() + 1)),
                                        contact.version() + 1)));
    }

    /// The conversation that is open.
    ConversationId openOf(ContactId contact) {
        return contacts.find(ws, contact).orElseThrow().activity().open().orElseThrow();
    }

    /// An answer of an agent.
    Message reply(ConversationId id, String text, Attachment... files) {
        var before = conversations.find(ws, id).orElseThrow();
        var message = new Message(world.ids().next(), id, Direction.OUT, Optional.of(text), now(),
                Optional.of(new Actor("u-agent", Optional.of("Ada"))), List.of(files));
        commit(() -> conversations.reply(ws, before, before.answered(message.id(), now()), message, Optional.empty(),
                new AttachmentIndex(ground.table(), ground.keys()).add(ws, message)));
        return message;
    }

    /// A file that is to be put into the bucket.
    Attachment file(String id, String name) {
        return new Attachment(id, Optional.of(name), "text/html", 5, Optional.of(world.ids().next()), Optional.empty());
    }

    /// Puts it there.
    void stored(ContactId contact, Attachment file, String content) {
        world.s3()
                .putObject(put -> put.bucket(world.environment().require("ATTACHMENTS_BUCKET"))
                        .key(Keys.object(ws, contact, file.object().orElseThrow()))
                        .contentType(file.contentType()), RequestBody.fromString(content));
    }

    void turn(ConversationId id, ConversationStatus to) {
        var whole = conversations.whole(ws, id, true).orElseThrow();
        var after = whole.conversation().turned(to, now(), Optional.empty(), Optional.empty());
        commit(() -> conversations.turn(ground.workspaces().open(ws), whole, after));
    }

    private Instant now() {
        return world.clock().instant();
    }

    private Conversation opened(Contact contact) {
        return new Conversation(new ConversationId(contact.id(), world.ids().next()), contact.channelId(),
                contact.medium(), Visibility.PRIVATE, ConversationStatus.NEW, Standing.UNSEEN, false, List.of(),
                List.of(), Optional.of(now()), now(), now(), world.ids().next(), Optional.empty(), Optional.empty(),
                Optional.empty(), contact.profile().displayName(), contact.identity(), 1, 1);
    }

    private IntakeWrite taking(Intake.Before before, Conversation conversation) {
        return intake.write(ws, new Claim(before.claimHash(), conversation.id(), conversation.lastMessageId(), false))
                .message(new Message(conversation.lastMessageId(), conversation.id(), Direction.IN,
                        Optional.of("Hello"), now(), Optional.empty(), List.of()))
                .newConversation(conversation);
    }

    private static void commit(IntakeWrite write) {
        commit(write::commit);
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
