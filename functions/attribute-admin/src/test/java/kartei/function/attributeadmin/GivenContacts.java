package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import kartei.api.Ground;
import kartei.api.World;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Option;
import kartei.domain.channel.Channel;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;
import kartei.domain.job.JobState;
import kartei.storage.ChangeLog;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Intake;
import kartei.storage.Jobs;
import kartei.storage.Linkings;
import kartei.storage.Marking;
import kartei.storage.Usage;

/// Contacts of the workspace `w1`, written as other functions write them: by a first message, and by the edits of agents.
final class GivenContacts {
    private static final WorkspaceId WS = new WorkspaceId("w1");
    private static final String CHANNEL = "acme-ig";

    private final World world;
    private final Ground ground;
    private final Intake intake;
    private final Contacts contacts;
    private int messages;

    GivenContacts(World world) {
        this.world = world;
        this.ground = Ground.of(world);
        this.intake = new Intake(ground.table(), ground.keys());
        this.contacts = new Contacts(ground.table(), new Usage(ground.table(), world.ids()::below),
                new Marking(ground.table(), ground.keys()), world.ids()::next, world::backOff);
    }

    /// A contact that an agent has given these values, by the keys of the attributes.
    ContactId with(Map<String, String> values) {
        var id = made();
        values.forEach((key, value) -> set(id, key, value));
        return id;
    }

    /// Sets a value; of a dropdown by the label of an option.
    void set(ContactId id, String key, String value) {
        change(id, key, Source.AGENT, Optional.of(value));
    }

    void clear(ContactId id, String key) {
        change(id, key, Source.AGENT, Optional.empty());
    }

    /// A change of what one source says.
    void change(ContactId id, String key, Source source, Optional<String> value) {
        prepared(id, key, source, value).run();
    }

    /// The same by what is known of the attributes now, to be written later.
    Runnable prepared(ContactId id, String key, Source source, Optional<String> value) {
        var workspace = ground.workspaces().open(WS);
        var definition = workspace.attributes().find(key).orElseThrow();
        var stored = value.map(text -> definition.optionNamed(text).map(Option::id).orElse(text))
                .map(text -> new StoredValue(text, world.clock().instant(), Optional.empty()));
        UnaryOperator<Contact> edit = contact -> {
            var rev = contact.version() + 1;
            var values = contact.valuesOf(definition.id());
            return contact.withValues(Map.of(definition.id(),
                    stored.map(given -> values.with(source, given, rev)).orElseGet(() -> values.without(source, rev))),
                    rev);
        };
        return () -> {
            try {
                contacts.edit(workspace, contacts.find(WS, id).orElseThrow(), Authorship.ofNobody(now()), edit);
            } catch (ConditionFailed e) {
                throw new AssertionError(e);
            }
        };
    }

    /// Contacts are linked by this attribute from now on; none of them has a value yet.
    void matching(String key) {
        var linkings = new Linkings(ground.table(), world.ids()::next);
        var job = linkings.newJob();
        var before = ground.workspaces().open(WS);
        var building = before.settings().linking().changed(Optional.of(idOf(key)), Optional.empty(), job);
        assertThat(linkings.change(before, building, now())).isTrue();
        var actions = new ArrayList<>(linkings.switched(ground.workspaces().open(WS), now()));
        actions.add(Jobs.stop(WS, job, JobState.READY, now()));
        try {
            ground.table().write(actions);
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }

    /// What the values of an attribute are stored under.
    String idOf(String key) {
        return ground.workspaces().open(WS).attributes().find(key).orElseThrow().id();
    }

    Contact read(ContactId id) {
        return contacts.find(WS, id).orElseThrow().contact();
    }

    /// What is stored of the contact under the id of a definition.
    AttributeValues valuesOf(ContactId id, String definitionId) {
        return read(id).valuesOf(definitionId);
    }

    /// What is written down of the contact's values, newest first: source, before, after.
    List<String> changes(ContactId id) {
        return new ChangeLog(ground.table()).page(WS, id, Optional.empty(), 50)
                .orElseThrow()
                .items()
                .stream()
                .map(ChangeLog.Logged::change)
                .map(change -> change.source().word() + " " + change.before().orElse("-") + " "
                        + change.after().orElse("-"))
                .toList();
    }

    private ContactId made() {
        messages++;
        var sent = new Intake.Sent(Medium.INSTAGRAM, CHANNEL, "sender-" + messages, "message-" + messages);
        var before = intake.before(WS, sent, Optional.empty());
        var contact = new Contact(new ContactId(world.ids().next()), CHANNEL, Medium.INSTAGRAM, sent.senderId(),
                Optional.empty(), before.identityHash(), Profile.EMPTY, Map.of(), false, 0, Set.of(), now(), now(), 1);
        var conversation = new Conversation(new ConversationId(contact.id(), world.ids().next()), CHANNEL,
                Medium.INSTAGRAM, Visibility.PRIVATE, ConversationStatus.NEW, Standing.UNSEEN, false, List.of(),
                List.of(), Optional.of(now()), now(), now(), world.ids().next(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), contact.identity(), 1, 1);
        var activity = new Activity(contact.id(), now(), Optional.of(conversation.id()), now(), Optional.empty());
        var write = intake
                .write(WS, new Claim(before.claimHash(), conversation.id(), conversation.lastMessageId(), false))
                .message(new Message(conversation.lastMessageId(), conversation.id(), Direction.IN,
                        Optional.of("Hello"), now(), Optional.empty(), List.of()))
                .newConversation(conversation)
                .newContact(contact, activity,
                        new Identity(before.identityHash(), contact.id(), conversation.hint(), Optional.empty()),
                        Optional.empty());
        if (ground.workspaces().open(WS).channel(CHANNEL).isEmpty()) {
            write.newChannel(new Channel(CHANNEL, Medium.INSTAGRAM, "Acme", Optional.empty(), 1));
        }
        try {
            write.commit();
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
        return contact.id();
    }

    private Instant now() {
        return world.clock().instant();
    }
}
