package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;

/// Conversations of contacts that are alive: reading one, and what people do to it.
public final class Conversations {
    private final Table table;
    private final ConversationCodec codec = new ConversationCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final MessageCodec messages = new MessageCodec();

    public Conversations(Table table) {
        this.table = table;
    }

    /// A conversation as it is, its contact's activity, and another item that was asked for beside them.
    public record Seen(Conversation conversation, Activity activity, Optional<Item> beside) {}

    /// One BatchGetItem; nothing when there is no such conversation or its contact is not alive.
    public Optional<Seen> find(WorkspaceId ws, ConversationId id, Optional<Key> beside) {
        var conversation = Keys.conversation(ws, id);
        var activity = Keys.activity(ws, id.contact());
        var wanted = new ArrayList<>(List.of(conversation, activity));
        beside.ifPresent(wanted::add);
        var items = table.getAll(wanted);
        return Optional.ofNullable(items.get(activity))
                .map(activities::read)
                .flatMap(alive -> Optional.ofNullable(items.get(conversation))
                        .map(codec::read)
                        .map(found -> new Seen(found, alive, beside.map(items::get))));
    }

    public Optional<Conversation> find(WorkspaceId ws, ConversationId id) {
        return find(ws, id, Optional.empty()).map(Seen::conversation);
    }

    /// Adds an agent's answer, which made `after` of the conversation `before`; `with` is done in the same transaction. A
    /// message that is there already was added by an attempt whose answer was lost.
    ///
    /// @throws ConditionFailed when the conversation was written since it was read, or its contact is gone
    public void reply(
            WorkspaceId ws,
            Conversation before,
            Conversation after,
            Message message,
            Optional<Instant> uploadUntil,
            List<Action> with) throws ConditionFailed {
        var activity = Change.at(Keys.activity(ws, after.id().contact()))
                .time(ActivityCodec.LAST_MESSAGE_AT, after.lastMessageAt())
                .indexed(Index.RECENT, Keys.recent(ws, after.id().contact(), after.lastMessageAt()))
                .onlyIf(ActivityCodec.alive());
        uploadUntil.ifPresent(until -> activity.time(ActivityCodec.UPLOAD_UNTIL, until));
        var adding = Action.put(messages.encode(ws, message), Condition.absent());
        var actions = new ArrayList<>(
                List.of(codec.change(ws, before, after).action(), activity.action(), remembered(ws, after), adding));
        actions.addAll(with);
        try {
            table.write(actions);
        } catch (ConditionFailed failed) {
            if (!failed.of(adding)) {
                throw failed;
            }
        }
    }

    /// Puts the conversation into another status.
    ///
    /// @throws ConditionFailed when it was written since it was read, its contact is gone, or another conversation of the
    /// contact was opened meanwhile
    public void turn(WorkspaceId ws, Conversation before, Conversation after) throws ConditionFailed {
        table.write(
                List.of(codec.change(ws, before, after).action(), opening(ws, before, after), remembered(ws, after)));
    }

    /// Changes what a conversation is about, and not where it stands.
    ///
    /// @throws ConditionFailed when it was written since it was read, or its contact is gone
    public void describe(WorkspaceId ws, Conversation before, Conversation after) throws ConditionFailed {
        var alive = Action.check(Keys.activity(ws, after.id().contact()), ActivityCodec.alive());
        table.write(List.of(codec.change(ws, before, after).action(), alive));
    }

    private static Action opening(WorkspaceId ws, Conversation before, Conversation after) {
        var contact = after.id().contact();
        var key = Keys.activity(ws, contact);
        if (before.status().isOpen() == after.status().isOpen()) {
            return Action.check(key, ActivityCodec.alive());
        }
        return after.status().isOpen()
                ? Change.at(key)
                        .text(ActivityCodec.OPEN, after.id().ulid())
                        .onlyIf(Condition.all(ActivityCodec.alive(), Condition.missing(ActivityCodec.OPEN)))
                        .action()
                : Change.at(key)
                        .remove(ActivityCodec.OPEN)
                        .onlyIf(Condition.equal(ActivityCodec.OPEN, after.id().ulid()))
                        .action();
    }

    private static Action remembered(WorkspaceId ws, Conversation after) {
        return IdentityCodec.hinted(ws, after.identity(), after.id().contact(), after.hint()).action();
    }
}
