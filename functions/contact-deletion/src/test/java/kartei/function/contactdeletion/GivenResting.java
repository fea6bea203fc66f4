package kartei.function.contactdeletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
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
import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.channel.Channel;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.conversation.Standing;
import kartei.domain.erasure.Privacy;
import kartei.domain.job.JobState;
import kartei.storage.Action;
import kartei.storage.ChangeLog;
import kartei.storage.Clearings;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Definitions;
import kartei.storage.Intake;
import kartei.storage.IntakeWrite;
import kartei.storage.IntakeWrite.Arrival;
import kartei.storage.Item;
import kartei.storage.Jobs;
import kartei.storage.Key;
import kartei.storage.Keys;
import kartei.storage.Linkings;
import kartei.storage.Marking;
import kartei.storage.Persons;
import kartei.storage.PrivacySettings;
import kartei.storage.Range;
import kartei.storage.Usage;

/// People of a workspace and what is known of them, written as other functions write it.
final class GivenResting {
    private static final Medium MEDIUM = Medium.INSTAGRAM;
    private static final String CHANNEL = "acme-ig";

    private final World world;
    private final WorkspaceId ws;
    private final Ground ground;
    private final Contacts contacts;
    private final Conversations conversations;
    private final Intake intake;
    private final Map<ContactId, String> senders = new HashMap<>();

    GivenResting(World world, String workspace) {
        this.world = world;
        this.ws = new WorkspaceId(workspace);
        this.ground = Ground.of(world);
        this.conversations = new Conversations(ground.table());
        this.intake = new Intake(ground.table(), ground.keys());
        this.contacts = new Contacts(ground.table(), new Usage(ground.table(), world.ids()::below), marking(),
                world.ids()::next, _ -> {});
    }

    private Marking marking() {
        return new Marking(ground.table(), ground.keys());
    }

    private Instant now() {
        return world.clock().instant();
    }

    /// What the sweeper of the jobs does every minute.
    void sweepJobs() {
        var jobs = new Jobs(ground.table());
        jobs.due(now(), Limits.JOBS_SWEPT_PAGE).forEach(due -> jobs.call(due.workspace(), due.job(), now()));
    }

    // ---- attributes ----

    /// A custom attribute; with options a dropdown of these. Its key is its label.
    void attribute(String key, String... options) {
        var choices = List.of(options).stream().map(label -> new Option(world.ids().next(), label)).toList();
        var type = choices.isEmpty() ? AttributeType.TEXT : AttributeType.DROPDOWN;
        var definition = new AttributeDefinition(world.ids().next(), new AttributeKey(key), key, AttributeKind.CUSTOM,
                type, Format.TEXT, choices, true, Map.of(), false, false, 1);
        assertThat(new Definitions(ground.table()).create(ws, definition, Optional.empty()))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    AttributeDefinition definition(String key) {
        return ground.workspaces().open(ws).attributes().find(key).orElseThrow();
    }

    /// An attribute that is no more; its values are still to be cleared.
    void deleted(String key) {
        var definition = definition(key);
        var clearing = new Clearing(definition.id(), definition.type(),
                new Clearing.Target.Everything(definition.key(), definition.label()));
        assertThat(new Definitions(ground.table()).delete(ground.workspaces().open(ws), definition, clearing,
                Clearings.job(clearing, world.ids().next(), now()), List.of())).isEqualTo(Definitions.Outcome.DONE);
    }

    /// How many contacts have a value of it.
    Usage.Count usage(String key) {
        return new Usage(ground.table(), world.ids()::below).count(ws, definition(key).id());
    }

    /// Contacts are linked by this attribute from now on; none of them has a value yet.
    void matching(String key) {
        var linkings = new Linkings(ground.table(), world.ids()::next);
        var job = linkings.newJob();
        var before = ground.workspaces().open(ws);
        var building = before.settings().linking().changed(Optional.of(definition(key).id()), Optional.empty(), job);
        assertThat(linkings.change(before, building, now())).isTrue();
        var actions = new ArrayList<>(linkings.switched(ground.workspaces().open(ws), now()));
        actions.add(Jobs.stop(ws, job, JobState.READY, now()));
        commit(() -> ground.table().write(actions));
    }

    // ---- contacts ----

    /// Somebody by a first message, which tells these platform values and the network's own id.
    ContactId contact(Map<String, String> platformValues, Optional<String> networkUserId) {
        var sent = new Intake.Sent(MEDIUM, CHANNEL, "sender-" + senders.size(), world.ids().next());
        var before = intake.before(ws, sent, Optional.empty());
        var telling = telling(platformValues, networkUserId);
        var contact = new Contact(new ContactId(world.ids().next()), CHANNEL, MEDIUM, sent.senderId(), Optional.empty(),
                before.identityHash(), Profile.EMPTY, Map.of(), false, 0, Set.of(), now(), now(), 1)
                .told(telling, true, now());
        var conversation = opened(contact);
        var activity = new Activity(contact.id(), now(), Optional.of(conversation.id()), now(), Optional.empty());
        var write = taking(before, conversation).newContact(contact, activity,
                new Identity(before.identityHash(), contact.id(), conversation.hint(), intake.hashOf(ws, telling)),
                Optional.empty());
        marking().ofNew(ground.workspaces().open(ws), contact).forEach(write::with);
        if (ground.workspaces().open(ws).channel(CHANNEL).isEmpty()) {
            write.newChannel(new Channel(CHANNEL, MEDIUM, "Acme", Optional.empty(), 1));
        }
        commit(write::commit);
        senders.put(contact.id(), sent.senderId());
        return contact.id();
    }

    ContactId contact() {
        return contact(Map.of("instagram-followers", "1200"), Optional.empty());
    }

    private Telling telling(Map<String, String> platformValues, Optional<String> networkUserId) {
        return new Telling(new Profile(Optional.of("Jo"), Optional.of("jo"), Optional.empty()), networkUserId,
                platformValues, now());
    }

    /// Another conversation by a message of somebody who has none that is open.
    ConversationId message(ContactId id) {
        var sender = Optional.ofNullable(senders.get(id)).orElseThrow();
        var before = intake.before(ws, new Intake.Sent(MEDIUM, CHANNEL, sender, world.ids().next()), Optional.empty());
        var identity = before.identity().orElseThrow();
        var conversation = opened(read(id));
        commit(() -> taking(before, conversation)
                .arrival(id, new Arrival(now(), Optional.of(conversation), Optional.empty(), Optional.empty()))
                .remembered(identity, conversation.hint(), Optional.empty())
                .commit());
        return conversation.id();
    }

    private Conversation opened(Contact contact) {
        return new Conversation(new ConversationId(contact.id(), world.ids().next()), CHANNEL, MEDIUM,
                Visibility.PRIVATE, ConversationStatus.NEW, Standing.UNSEEN, contact.vip(), List.of(), List.of(),
                Optional.of(now()), now(), now(), world.ids().next(), Optional.empty(), Optional.empty(),
                Optional.empty(), contact.profile().displayName(), contact.identity(), 1, 1);
    }

    private IntakeWrite taking(Intake.Before before, Conversation conversation) {
        return intake.write(ws, new Claim(before.claimHash(), conversation.id(), conversation.lastMessageId(), false))
                .message(new Message(conversation.lastMessageId(), conversation.id(), Direction.IN,
                        Optional.of("Hello"), now(), Optional.empty(), List.of()))
                .newConversation(conversation);
    }

    /// A value by an agent; of a dropdown by the label of the option.
    void value(ContactId id, String key, String text) {
        value(id, key, Source.AGENT, text);
    }

    void value(ContactId id, String key, Source source, String text) {
        var definition = definition(key);
        var value = new StoredValue(definition.optionNamed(text).map(Option::id).orElse(text), now(),
                Optional.of(new Actor("u-1", Optional.of("Ada"))));
        edit(id, contact -> contact.withValues(
                Map.of(definition.id(), contact.valuesOf(definition.id()).with(source, value, contact.version() + 1)),
                contact.version() + 1));
    }

    /// A contact with one more value, by the id of a text attribute; with the first its version is one more.
    Contact with(Contact before, Map<String, String> texts) {
        var version = before.version() + 1;
        var values = new HashMap<String, AttributeValues>();
        texts.forEach((id, text) -> values.put(id,
                AttributeValues.NONE.with(Source.AGENT, new StoredValue(text, now(), Optional.empty()), version)));
        return before.withValues(values, version);
    }

    void vip(ContactId id, boolean vip) {
        edit(id, contact -> contact.withVip(vip, contact.version() + 1));
    }

    /// The same as an edit that an agent makes.
    void edit(ContactId id, UnaryOperator<Contact> edit) {
        commit(() -> contacts.edit(ground.workspaces().open(ws), contacts.find(ws, id).orElseThrow(),
                Authorship.of(new Actor("u-1", Optional.of("Ada")), now()), edit));
    }

    /// The conversation that is open is resolved.
    ConversationId resolve(ContactId id) {
        var open = contacts.find(ws, id).orElseThrow().activity().open().orElseThrow();
        turn(open, ConversationStatus.RESOLVED);
        return open;
    }

    void turn(ConversationId id, ConversationStatus to) {
        var whole = conversations.whole(ws, id, true).orElseThrow();
        var after = whole.conversation().turned(to, now(), Optional.empty(), Optional.empty());
        commit(() -> conversations.turn(ground.workspaces().open(ws), whole, after));
    }

    /// An entry of the deletion log of some workspace, now, of an erasure that is done or not.
    String erased(String workspace, boolean done) {
        var id = world.ids().next();
        commit(() -> ground.table()
                .write(List.of(Action.put(Item.at(new Key("DEL#" + workspace, "L#" + id)).text("hint", "Jo")))));
        if (done) {
            receipt(workspace, id);
        }
        return id;
    }

    void receipt(String workspace, String id) {
        commit(() -> ground.table().write(List.of(Action.put(Item.at(new Key("DEL#" + workspace, "R#" + id))))));
    }

    WorkspaceId workspace() {
        return ws;
    }

    /// An admin turns off whatever goes by itself.
    void privacyOff() {
        var settings = new PrivacySettings(ground.table());
        var before = settings.find(ws);
        if (before.isOn()) {
            assertThat(settings.change(ws, new Privacy(Optional.empty(), Optional.empty(), before.version() + 1)))
                    .isTrue();
        }
    }

    // ---- what is there ----

    Contact read(ContactId id) {
        return contacts.find(ws, id).orElseThrow().contact();
    }

    /// How many values sources say of the contact.
    int values(ContactId id) {
        return read(id).values().values().stream().mapToInt(values -> values.bySource().size()).sum();
    }

    /// Whether somebody would find it in the index of those who rest.
    boolean rests(ContactId id) {
        return contacts.find(ws, id).orElseThrow().activity().restingSince().isPresent();
    }

    /// Its conversations, the newest last.
    List<ConversationId> conversations(ContactId id) {
        return ground.table()
                .query(Keys.partition(ws, id), new Range.Prefix("C#"), true, 1000)
                .stream()
                .map(item -> new ConversationId(id, item.key().sk().substring(2)))
                .toList();
    }

    /// What is written down of its values, newest first: when, by whom, of what, before, after.
    List<String> changes(ContactId id) {
        return new ChangeLog(ground.table()).page(ws, id, Optional.empty(), 200)
                .orElseThrow()
                .items()
                .stream()
                .map(logged -> logged.edit().authorship().at() + " "
                        + logged.edit().authorship().by().map(Actor::id).orElse("-") + " "
                        + logged.change().key().map(AttributeKey::value).orElse("-") + " "
                        + logged.change().before().orElse("-") + " " + logged.change().after().orElse("-"))
                .toList();
    }

    Snapshot snapshot(ConversationId id) {
        return conversations.whole(ws, id, false).orElseThrow().snapshot().orElseThrow();
    }

    /// Everybody who is the same person.
    List<ContactId> person(ContactId id) {
        return new Persons(ground.table(), marking()).of(ground.workspaces().open(ws), read(id)).contacts();
    }

    /// A write that nobody is in the way of.
    interface Write {
        void commit() throws ConditionFailed;
    }

    static void commit(Write write) {
        try {
            write.commit();
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }
}
