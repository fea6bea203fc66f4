package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.channel.Channel;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.LiveContact;
import kartei.domain.workspace.Workspace;

/// Contacts that come without a message, from a file: found by the next message of the same sender as every other contact.
public final class Newcomers {
    private final Table table;
    private final WorkspaceKeys keys;
    private final Marking marking;
    private final Usage usage;

    public Newcomers(Table table, WorkspaceKeys keys, Marking marking, Usage usage) {
        this.table = table;
        this.keys = keys;
        this.marking = marking;
        this.usage = usage;
    }

    /// Under which hash a channel's user is found.
    public String identityOf(WorkspaceId ws, Channel channel, String senderId) {
        return Keys.identityOf(channel.medium().word(), channel.id(), keys.hash(ws, "sender", senderId));
    }

    /// Puts a contact that nobody has met, with all that leads to it, or nothing.
    ///
    /// @throws ConditionFailed when its sender has a contact already, there is one of its id, or an attribute or option was
    /// deleted that this workspace still knows
    public void add(Workspace workspace, LiveContact newcomer) throws ConditionFailed {
        var ws = workspace.id();
        var contact = newcomer.contact();
        var identity = new Identity(contact.identity(), contact.id(), Optional.empty(), Optional.empty());
        var actions = new ArrayList<>(List.of(Action.put(new IdentityCodec().encode(ws, identity), Condition.absent()),
                Action.put(new ContactCodec().encode(ws, contact), Condition.absent()),
                Action.put(new ActivityCodec().encode(ws, newcomer.activity()), Condition.absent()),
                Action.put(Item.at(Keys.identityReference(ws, contact.id(), identity.hash())))));
        actions.addAll(marking.ofNew(workspace, contact));
        actions.addAll(usage.changes(ws,
                workspace.attributes()
                        .inOrder()
                        .stream()
                        .filter(definition -> contact.values().containsKey(definition.id()))
                        .map(definition -> use(definition, contact))
                        .toList()));
        if (contact.vip()) {
            actions.add(Contacts.membership(ws, newcomer));
        }
        table.write(actions);
    }

    private static Usage.Edit use(AttributeDefinition definition, Contact contact) {
        return new Usage.Edit(definition.id(), definition.type(), AttributeValues.NONE,
                contact.valuesOf(definition.id()));
    }
}
