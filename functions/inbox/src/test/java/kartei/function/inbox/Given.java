package kartei.function.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import kartei.api.Ground;
import kartei.api.World;
import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Placement;
import kartei.domain.workspace.Workspace;
import kartei.domain.Visibility;
import kartei.storage.Action;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;
import kartei.storage.ChangeLog;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Definitions;
import kartei.storage.Intake;
import kartei.storage.Marking;
import kartei.storage.Messages;
import kartei.storage.RuleBook;
import kartei.storage.Standings;
import kartei.storage.Usage;
import kartei.testkit.OpenApiCheck.Answer;

/// What other functions do in one workspace.
final class Given {
    private final World world;
    private final Ground ground;
    private final WorkspaceId workspace;
    private final Contacts contacts;
    private final Standings standings;

    Given(World world, String workspace) {
        this.world = world;
        this.ground = Ground.of(world);
        this.workspace = new WorkspaceId(workspace);
        var usage = new Usage(ground.table(), world.ids()::below);
        this.contacts = new Contacts(ground.table(), usage, new Marking(ground.table(), ground.keys()),
                world.ids()::next, world::backOff);
        this.standings = new Standings(ground.table());
    }

    void plan(Plan plan) {
        var before = ground.workspaces().open(workspace);
        assertThat(ground.workspaces().change(before, "Acme", plan, Optional.empty())).isPresent();
    }

    WorkspaceId workspace() {
        return workspace;
    }

    /// What an admin says of groups, rules and teams.
    void rules(List<Action> changes) {
        var written = new RuleBook(ground.table()).write(ground.workspaces().open(workspace), changes,
                Optional.empty());
        assertThat(written).isTrue();
    }

    /// The contact of a message that was taken.
    Contact contact(Answer taken) {
        return contact(InboxDesk.contactId(taken));
    }

    Contact contact(String id) {
        return contacts.find(workspace, new ContactId(id)).orElseThrow().contact();
    }

    /// A message of a contact in a conversation, under ids that are known beforehand.
    void conversation(ConversationId id) {
        var intake = new Intake(ground.table(), ground.keys());
        var attachments = new Attachments(world::s3, world::presigner, "none");
        var uploads = new Uploads(attachments, new Messages(ground.table()), intake);
        var ids = List.of(world.ids().next(), id.contact().value(), id.ulid()).iterator();
        var take = new TakeMessage(intake, new Marking(ground.table(), ground.keys()), uploads, ground.idempotency(),
                ground.workspaces(), ids::next, world::backOff);
        var telling = new Telling(Profile.EMPTY, Optional.empty(), Map.of(), world.clock().instant());
        var incoming = new Incoming(new Intake.Sent(Medium.INSTAGRAM, "acme", "1783", "m-0"), Optional.empty(), telling,
                Optional.of("Hello"), Visibility.PRIVATE, List.of(), List.of(), List.of());
        var request = new TakeMessage.Request(workspace, incoming, Optional.empty(), telling.at());
        take.take(request, take.look(request), ground.workspaces().open(workspace));
    }

    /// A file of the contact by its id.
    Attachment file(Answer taken, String id) {
        return new AttachmentIndex(ground.table(), ground.keys())
                .find(workspace, new ContactId(InboxDesk.contactId(taken)), id)
                .orElseThrow()
                .attachment();
    }

    /// What is written down of the contact's values, newest first: attribute, before, after.
    List<String> changes(Answer taken) {
        return new ChangeLog(ground.table())
                .page(workspace, new ContactId(InboxDesk.contactId(taken)), Optional.empty(), 50)
                .orElseThrow()
                .items()
                .stream()
                .map(ChangeLog.Logged::change)
                .map(change -> change.attribute() + " " + change.before().orElse("-") + " "
                        + change.after().orElse("-"))
                .toList();
    }

    /// What the network said of the contact at an attribute.
    String platformValue(Answer taken, String attribute) {
        return contact(taken).valuesOf(attribute).from(Source.PLATFORM).orElseThrow().value();
    }

    /// A value that a source gives the contact.
    void value(Answer taken, String key, Source source, String text) {
        var opened = ground.workspaces().open(workspace);
        var definition = opened.attributes().find(key).orElseThrow();
        var value = new StoredValue(text, world.clock().instant(), Optional.empty());
        try {
            contacts.edit(opened, contacts.find(workspace, new ContactId(InboxDesk.contactId(taken))).orElseThrow(),
                    Authorship.ofNobody(value.at()),
                    contact -> contact
                            .withValues(
                                    Map.of(definition.id(),
                                            contact.valuesOf(definition.id())
                                                    .with(source, value, contact.version() + 1)),
                                    contact.version() + 1));
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }

    /// An attribute as an admin changes it.
    void changed(String key, UnaryOperator<AttributeDefinition> change) {
        var before = ground.workspaces().open(workspace).attributes().find(key).orElseThrow();
        var after = change.apply(before).withVersion(before.version() + 1);
        assertThat(new Definitions(ground.table()).change(workspace, before, after, Optional.empty()))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    /// Custom attributes for texts, called by their keys.
    void attributes(List<String> keys) {
        for (var key : keys) {
            var definition = new AttributeDefinition(world.ids().next(), new AttributeKey(key), key,
                    AttributeKind.CUSTOM, AttributeType.TEXT, Format.TEXT, List.of(), true, Map.of(), false, false, 1);
            assertThat(new Definitions(ground.table()).create(workspace, definition, Optional.empty()))
                    .isEqualTo(Definitions.Outcome.DONE);
        }
    }

    /// Marks the contact VIP, and moves its open conversation as the stream's reader does.
    void vip(Answer taken, boolean vip) {
        var id = new ContactId(InboxDesk.contactId(taken));
        var opened = ground.workspaces().open(workspace);
        try {
            contacts.edit(opened, contacts.find(workspace, id).orElseThrow(),
                    Authorship.ofNobody(world.clock().instant()),
                    contact -> contact.withVip(vip, contact.version() + 1));
            follow(id, opened);
        } catch (ConditionFailed e) {
            throw new AssertionError(e);
        }
    }

    private void follow(ContactId id, Workspace opened) throws ConditionFailed {
        var seen = standings.find(workspace, id).orElseThrow();
        if (seen.open().isPresent()) {
            var open = seen.open().get();
            standings.move(workspace, open.moved(Placement.of(opened, seen.contact(), open)));
        }
    }
}
