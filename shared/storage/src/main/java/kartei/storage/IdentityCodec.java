package kartei.storage;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Identity;

import java.util.Optional;

/// `PTR`: which contact a channel's user is.
final class IdentityCodec implements ItemCodec<Identity> {
    static final String CONTACT = "contact";
    static final String PROFILE_SEEN = "profileSeen";
    private static final String OPEN = "open";
    private static final String STATUS = "status";
    private static final String SCORE = "score";
    private static final String TEAM = "team";

    @Override
    public Item encode(WorkspaceId ws, Identity identity) {
        var item = Item.at(Keys.identity(ws, identity.hash()))
                .text("id", identity.hash())
                .text(CONTACT, identity.contact().value())
                .text(PROFILE_SEEN, identity.profileSeen());
        identity.open()
                .ifPresent(open -> item.text(OPEN, open.conversation().ulid())
                        .text(STATUS, open.status().name())
                        .number(SCORE, open.score())
                        .text(TEAM, open.team()));
        return item;
    }

    @Override
    public Identity decode(Item item) {
        var contact = new ContactId(item.text(CONTACT));
        var open = item.findText(OPEN)
                .map(ulid -> new Identity.Hint(new ConversationId(contact, ulid),
                        ConversationStatus.valueOf(item.text(STATUS)), Math.toIntExact(item.number(SCORE)),
                        item.text(TEAM)));
        return new Identity(item.text("id"), contact, open, item.findText(PROFILE_SEEN));
    }

    /// Forgets the profile that was seen last, so that the next message tells it again.
    static Change unseen(WorkspaceId ws, String identity, ContactId contact) {
        return Change.at(Keys.identity(ws, identity))
                .remove(PROFILE_SEEN)
                .onlyIf(Condition.equal(CONTACT, contact.value()));
    }

    /// Tells the identity where the contact's conversation stands now; does not hold once the identity has become another
    /// contact's.
    static Change hinted(WorkspaceId ws, String identity, ContactId contact, Optional<Identity.Hint> open) {
        var change = Change.at(Keys.identity(ws, identity)).onlyIf(Condition.equal(CONTACT, contact.value()));
        return open
                .map(hint -> change.text(OPEN, hint.conversation().ulid())
                        .text(STATUS, hint.status().name())
                        .number(SCORE, hint.score())
                        .text(TEAM, hint.team()))
                .orElseGet(() -> change.remove(OPEN).remove(STATUS).remove(SCORE).remove(TEAM));
    }
}
