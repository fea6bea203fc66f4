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
/// Where they came from stands in their reference to their identity, which nothing changes as long as they live.
public final class Newcomers {
    static final String ORIGIN = "origin";
    private static final String IMPORT = "import";

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

    /// What became of a contact that was to be put.
    public enum Outcome {
        ADDED,
        /// An import has put it before, for the same sender; it stays as it is.
        THERE,
        /// Its sender has another contact.
        SENDER_TAKEN,
        /// Its id is that of another sender's contact, or of one that no import has put.
        ID_TAKEN,
        /// Its id is that of a contact that was erased.
        ERASED,
        /// An attribute or option was deleted that the workspace still had: open it again and decide anew.
        OVERTAKEN
    }

    /// Under which hash a channel's user is found.
    public String identityOf(WorkspaceId ws, Channel channel, String senderId) {
        return Keys.identityOf(channel.medium().word(), channel.id(), keys.hash(ws, "sender", senderId));
    }

    /// Puts a contact that nobody has met, with all that leads to it, or nothing.
    public Outcome add(Workspace workspace, LiveContact newcomer) {
        var ws = workspace.id();
        var contact = newcomer.contact();
        var leads = new Identity(contact.identity(), contact.id(), Optional.empty(), Optional.empty());
        var identity = Action.put(new IdentityCodec().encode(ws, leads), Condition.absent());
        var item = Action.put(new ContactCodec().encode(ws, contact), Condition.absent());
        var isNew = Action.check(Keys.erasedContact(ws, contact.id()), Condition.absent());
        var actions = new ArrayList<>(List.of(isNew, identity, item,
                Action.put(new ActivityCodec().encode(ws, newcomer.activity()), Condition.absent()),
                Action.put(reference(ws, contact).text(ORIGIN, IMPORT))));
        actions.addAll(marking.ofNew(workspace, contact));
        actions.addAll(usage.changes(ws, uses(workspace, contact)));
        if (contact.vip()) {
            actions.add(Contacts.membership(ws, newcomer));
        }
        try {
            table.write(actions);
            return Outcome.ADDED;
        } catch (ConditionFailed failed) {
            if (failed.of(isNew)) {
                return Outcome.ERASED;
            }
            var owner = failed.met(identity).map(met -> met.text(IdentityCodec.CONTACT));
            if (owner.filter(id -> !id.equals(contact.id().value())).isPresent()) {
                return Outcome.SENDER_TAKEN;
            }
            return owner.isEmpty() && !failed.of(item) ? Outcome.OVERTAKEN : met(ws, contact);
        }
    }

    private Outcome met(WorkspaceId ws, Contact contact) {
        return table.get(reference(ws, contact).key()).filter(Newcomers::isImported).isPresent() ? Outcome.THERE
                : Outcome.ID_TAKEN;
    }

    private static Item reference(WorkspaceId ws, Contact contact) {
        return Item.at(Keys.identityReference(ws, contact.id(), contact.identity()));
    }

    static boolean isImported(Item reference) {
        return reference.findText(ORIGIN).filter(IMPORT::equals).isPresent();
    }

    /// Whether one of these contacts, of which some may be gone, came in another way.
    public boolean haveOthers(WorkspaceId ws, List<Contact> contacts) {
        return table.getAll(contacts.stream().map(contact -> reference(ws, contact).key()).toList())
                .values()
                .stream()
                .anyMatch(reference -> !isImported(reference));
    }

    private static List<Usage.Edit> uses(Workspace workspace, Contact contact) {
        return workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> contact.values().containsKey(definition.id()))
                .map(definition -> use(definition, contact))
                .toList();
    }

    private static Usage.Edit use(AttributeDefinition definition, Contact contact) {
        return new Usage.Edit(definition.id(), definition.type(), AttributeValues.NONE,
                contact.valuesOf(definition.id()));
    }
}
