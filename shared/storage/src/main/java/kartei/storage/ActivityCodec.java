package kartei.storage;

import java.time.Instant;
import java.util.List;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.ConversationId;

/// `C~A`: that the contact is alive, and what changes with every message; in the directory and among the recent ones.
final class ActivityCodec implements WalkedCodec<Activity> {
    static final String LAST_MESSAGE_AT = "lastMessageAt";
    /// The ULID of the conversation that is not resolved.
    static final String OPEN = "open";
    static final String PROFILE_AT = "profileAt";
    static final String UPLOAD_UNTIL = "uploadUntil";
    static final List<String> ALL = List.of("id", LAST_MESSAGE_AT, OPEN, PROFILE_AT, UPLOAD_UNTIL,
            Index.WORK.sortField());

    /// What every write to a contact's partition checks of this item: the contact is alive.
    static Condition alive() {
        return Condition.present();
    }

    /// Raises the time until which files may come in; does not hold when the contact is not alive.
    static Change awaiting(WorkspaceId ws, ContactId contact, Instant until) {
        return Change.at(Keys.activity(ws, contact)).time(UPLOAD_UNTIL, until).onlyIf(alive());
    }

    @Override
    public Item encode(WorkspaceId ws, Activity activity) {
        var item = Item.at(Keys.activity(ws, activity.contact()))
                .indexed(Index.DIRECTORY, Keys.directory(ws, activity.contact(), true))
                .indexed(Index.RECENT, Keys.recent(ws, activity.contact(), activity.lastMessageAt()))
                .text("id", activity.contact().value())
                .time(LAST_MESSAGE_AT, activity.lastMessageAt())
                .text(OPEN, activity.open().map(ConversationId::ulid))
                .time(PROFILE_AT, activity.profileAt())
                .time(UPLOAD_UNTIL, activity.uploadUntil());
        activity.restingSince()
                .ifPresent(since -> item.indexed(Index.WORK, Keys.resting(ws, activity.contact(), since)));
        return item;
    }

    @Override
    public Activity decode(ItemReader item) {
        var contact = new ContactId(item.text("id"));
        return new Activity(contact, item.time(LAST_MESSAGE_AT),
                item.findText(OPEN).map(ulid -> new ConversationId(contact, ulid)), item.time(PROFILE_AT),
                item.findTime(UPLOAD_UNTIL), item.findText(Index.WORK.sortField()).map(Keys::restingSince));
    }
}
