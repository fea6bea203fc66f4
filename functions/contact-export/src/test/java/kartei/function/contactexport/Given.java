package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

import kartei.api.Ground;
import kartei.api.World;
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
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Clearing;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.LiveContact;
import kartei.domain.workspace.Workspace;
import kartei.storage.Channels;
import kartei.storage.Clearings;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Definitions;
import kartei.storage.Intake;
import kartei.storage.Jobs;
import kartei.storage.Marking;
import kartei.storage.Newcomers;
import kartei.storage.Usage;

/// What is there before a test begins: attributes and contacts, written as other functions write them.
final class Given {
    private static final Channel INSTAGRAM = new Channel("acme-ig", Medium.INSTAGRAM, "Acme", Optional.empty(), 1);

    private final World world;
    private final WorkspaceId ws;
    private final Ground ground;
    private final Definitions definitions;
    private final Contacts contacts;
    private final Newcomers newcomers;
    private int senders;

    Given(World world, String workspace) {
        this.world = world;
        this.ws = new WorkspaceId(workspace);
        this.ground = Ground.of(world);
        var marking = new Marking(ground.table(), ground.keys());
        var usage = new Usage(ground.table(), world.ids()::below);
        this.definitions = new Definitions(ground.table());
        this.contacts = new Contacts(ground.table(), usage, marking, world.ids()::next, _ -> {});
        this.newcomers = new Newcomers(ground.table(), ground.keys(), marking, usage);
    }

    // ---- attributes ----

    /// A custom attribute; with options a dropdown of these. Its key is its label.
    AttributeDefinition attribute(String key, Format format, String... options) {
        var choices = List.of(options).stream().map(label -> new Option(world.ids().next(), label)).toList();
        var type = choices.isEmpty() ? AttributeType.TEXT : AttributeType.DROPDOWN;
        var definition = new AttributeDefinition(world.ids().next(), new AttributeKey(key), key, AttributeKind.CUSTOM,
                type, format, choices, true, Map.of(), false, false, 1);
        assertThat(definitions.create(ws, definition, Optional.empty())).isEqualTo(Definitions.Outcome.DONE);
        return definition;
    }

    void off(String key) {
        var before = workspace().attributes().find(key).orElseThrow();
        var after = before.withEnabled(false).withVersion(before.version() + 1);
        assertThat(definitions.change(ws, before, after, Optional.empty())).isEqualTo(Definitions.Outcome.DONE);
    }

    /// As an admin deletes it; its values are cleared away later.
    void delete(String key) {
        var definition = workspace().attributes().find(key).orElseThrow();
        var clearing = new Clearing(definition.id(), definition.type(),
                new Clearing.Target.Everything(definition.key(), definition.label()));
        var job = Clearings.job(clearing, world.ids().next(), now());
        assertThat(definitions.delete(workspace(), definition, clearing, job, List.of()))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    void plan(Plan plan) {
        assertThat(ground.workspaces().change(workspace(), "Acme", plan, Optional.empty())).isPresent();
    }

    // ---- contacts ----

    /// A contact on Instagram with these values, made just now.
    ContactId contact(Map<String, String> values) {
        return contact(INSTAGRAM, Optional.empty(), values);
    }

    /// The same in this shard of the directory.
    ContactId contactOfShard(int shard, Map<String, String> values) {
        var id = new ContactId(world.ids().next());
        while (Math.floorMod(id.value().hashCode(), Limits.DIRECTORY_SHARDS) != shard) {
            id = new ContactId(world.ids().next());
        }
        return contact(id, INSTAGRAM, Optional.empty(), values);
    }

    ContactId contact(Channel channel, Optional<String> networkUserId, Map<String, String> values) {
        return contact(new ContactId(world.ids().next()), channel, networkUserId, values);
    }

    private ContactId contact(
            ContactId id,
            Channel channel,
            Optional<String> networkUserId,
            Map<String, String> values) {
        known(channel);
        var sender = "sender-" + ++senders;
        var profile = new Profile(Optional.of("Jo " + senders), Optional.of("jo" + senders), Optional.empty());
        var contact = new Contact(id, channel.id(), channel.medium(), sender, networkUserId,
                newcomers.identityOf(ws, channel, sender), profile, values(values), false, 0, Set.of(), now(), now(),
                1);
        var activity = new Activity(id, now(), Optional.empty(), now(), Optional.empty());
        assertThat(newcomers.add(workspace(), new LiveContact(contact, activity))).isEqualTo(Newcomers.Outcome.ADDED);
        return id;
    }

    /// Whose contact the next message of that sender would find.
    Optional<String> contactOf(Channel channel, String sender) {
        var sent = new Intake.Sent(channel.medium(), channel.id(), sender, "m-1");
        return new Intake(ground.table(), ground.keys()).before(ws, sent, Optional.empty())
                .identity()
                .map(identity -> identity.contact().value());
    }

    void known(Channel channel) {
        if (workspace().channel(channel.id()).isEmpty()) {
            commit(() -> new Channels(ground.table()).write(ws, channel));
        }
    }

    private Map<String, AttributeValues> values(Map<String, String> texts) {
        var values = new HashMap<String, AttributeValues>();
        texts.forEach((key, text) -> {
            var definition = workspace().attributes().find(key).orElseThrow();
            var stored = definition.optionNamed(text).map(Option::id).orElse(text);
            values.put(definition.id(),
                    new AttributeValues(Map.of(Source.IMPORT, new StoredValue(stored, now(), Optional.empty())), 1));
        });
        return values;
    }

    /// Sets a value as an agent does.
    void value(ContactId id, String key, String text) {
        var definition = workspace().attributes().find(key).orElseThrow();
        edited(id,
                contact -> contact.withValues(Map.of(definition.id(), contact.valuesOf(definition.id())
                        .with(Source.AGENT, new StoredValue(text, now(), Optional.empty()), contact.version() + 1)),
                        contact.version() + 1));
    }

    void vip(ContactId id, boolean vip) {
        edited(id, contact -> contact.withVip(vip, contact.version() + 1));
    }

    private void edited(ContactId id, UnaryOperator<Contact> edit) {
        commit(() -> contacts.edit(workspace(), contacts.find(ws, id).orElseThrow(), Authorship.ofNobody(now()), edit));
    }

    /// The sweeper's minute.
    void sweepJobs() {
        var jobs = new Jobs(ground.table());
        jobs.due(now(), Limits.JOBS_SWEPT_PAGE).forEach(due -> jobs.call(due.workspace(), due.job(), now()));
    }

    Workspace workspace() {
        return ground.workspaces().open(ws);
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
