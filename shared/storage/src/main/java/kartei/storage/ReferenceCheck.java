package kartei.storage;

import java.time.Instant;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Identity;
import kartei.domain.link.MarkKind;

/// Whether all that the items of a table refer to is there, and refers back where it should.
final class ReferenceCheck {
    private final SweptTable table;
    private final BiConsumer<Key, String> faults;
    private final ContactCodec contacts = new ContactCodec();
    private final ActivityCodec activities = new ActivityCodec();
    private final ConversationCodec conversations = new ConversationCodec();
    private final MessageCodec messages = new MessageCodec();
    private final SnapshotCodec snapshots = new SnapshotCodec();
    private final ClaimCodec claims = new ClaimCodec();
    private final IdentityCodec identities = new IdentityCodec();
    private final StoredMarkCodec marks = new StoredMarkCodec();

    private final Set<Resolved> resolved;

    /// When a conversation of a contact was resolved.
    private record Resolved(String contact, Instant at) {}

    ReferenceCheck(SweptTable table, BiConsumer<Key, String> faults) {
        this.table = table;
        this.faults = faults;
        this.resolved = table.of(Keys.Kind.CONVERSATION)
                .flatMap(item -> conversations.read(item)
                        .resolvedAt()
                        .map(at -> new Resolved(item.key().pk(), at))
                        .stream())
                .collect(Collectors.toSet());
    }

    void run() {
        table.each(Keys.Kind.CONTACT, (ws, item) -> contact(ws, contacts.read(item)));
        table.each(Keys.Kind.ACTIVITY, (ws, item) -> activity(ws, activities.read(item)));
        table.each(Keys.Kind.CONVERSATION, (ws, item) -> conversation(ws, conversations.read(item)));
        table.each(Keys.Kind.MESSAGE, (ws, item) -> wants(item.key(), "its conversation",
                Keys.conversation(ws, messages.read(item).conversation())));
        table.each(Keys.Kind.SNAPSHOT, (ws, item) -> piece(ws, item.key(), snapshots.read(item)));
        table.each(Keys.Kind.MESSAGE_CLAIM, (ws, item) -> claim(ws, claims.read(item)));
        table.each(Keys.Kind.IDENTITY, (ws, item) -> identity(ws, identities.read(item)));
        table.each(Keys.Kind.IDENTITY_REFERENCE, (ws, item) -> identityReference(ws, item.key()));
        table.each(Keys.Kind.ATTACHMENT, (ws, item) -> attachment(ws, item));
        table.each(Keys.Kind.MARK, (ws, item) -> mark(ws, marks.read(item)));
        table.each(Keys.Kind.MEMBERSHIP, (ws, item) -> membership(ws, item));
    }

    private void contact(WorkspaceId ws, Contact contact) {
        var key = Keys.contact(ws, contact.id());
        wants(key, "its activity", Keys.activity(ws, contact.id()));
        wants(key, "its channel", Keys.channel(ws, contact.channelId()));
        wants(key, "its identity", Keys.identity(ws, contact.identity()));
        wants(key, "its reference to the identity", Keys.identityReference(ws, contact.id(), contact.identity()));
        if (contact.vip() != table.has(Keys.membership(ws, contact.id(), Contacts.VIP_GROUP))) {
            faults.accept(key, "is VIP or a member of the VIP group, not both");
        }
        contact.values().forEach((id, values) -> {
            if (!values.bySource().isEmpty() && table.typeOf(ws, id).isEmpty()) {
                faults.accept(key, "has a value of the attribute " + id + ", which is not there");
            }
        });
    }

    private void activity(WorkspaceId ws, Activity activity) {
        var key = Keys.activity(ws, activity.contact());
        wants(key, "its contact", Keys.contact(ws, activity.contact()));
        activity.restingSince().ifPresent(since -> {
            if (activity.open().isPresent() || !resolved.contains(new Resolved(key.pk(), since))) {
                faults.accept(key, "rests since no conversation was resolved, or has an open one");
            }
        });
        activity.open().ifPresent(open -> {
            var conversation = table.find(Keys.conversation(ws, open), conversations);
            if (conversation.filter(held -> held.status().isOpen()).isEmpty()) {
                faults.accept(key, "names an open conversation that is not open");
            }
        });
    }

    private void conversation(WorkspaceId ws, Conversation conversation) {
        var key = Keys.conversation(ws, conversation.id());
        wants(key, "its last message", Keys.message(ws, conversation.id(), conversation.lastMessageId()));
        var contact = table.find(Keys.contact(ws, conversation.id().contact()), contacts);
        if (contact.filter(held -> held.channelId().equals(conversation.channelId())
                && held.identity().equals(conversation.identity())).isEmpty()) {
            faults.accept(key, "does not agree with its contact on channel and identity");
        }
        var activity = table.find(Keys.activity(ws, conversation.id().contact()), activities);
        var isTheOpenOne = activity.flatMap(Activity::open).filter(conversation.id()::equals).isPresent();
        if (conversation.status().isOpen() != isTheOpenOne) {
            faults.accept(key, "is open or the contact's open one, not both");
        }
        var snapshot = table.find(Keys.snapshot(ws, conversation.id(), 0), snapshots);
        if (!snapshot.map(piece -> piece.part().at()).equals(conversation.resolvedAt())) {
            faults.accept(key, "is resolved or has a snapshot of that moment, not both");
        }
        snapshot.ifPresent(first -> {
            for (int number = 1; number < first.count(); number++) {
                wants(key, "a piece of its snapshot", Keys.snapshot(ws, conversation.id(), number));
            }
        });
    }

    private void piece(WorkspaceId ws, Key key, SnapshotPiece piece) {
        wants(key, "its conversation", Keys.conversation(ws, piece.conversation()));
        var first = table.find(Keys.snapshot(ws, piece.conversation(), 0), snapshots);
        if (first.filter(held -> held.count() == piece.count() && held.part().at().equals(piece.part().at())
                && piece.number() < held.count()).isEmpty()) {
            faults.accept(key, "is a piece of another snapshot");
        }
    }

    /// A claim outlives its message only where the whole contact is gone.
    private void claim(WorkspaceId ws, Claim claim) {
        if (table.has(Keys.contact(ws, claim.conversation().contact()))) {
            wants(Keys.claim(ws, claim.hash()), "its message",
                    Keys.message(ws, claim.conversation(), claim.messageId()));
        }
    }

    /// What it says of the open conversation is a hint and may be old; that there is such a conversation is not.
    private void identity(WorkspaceId ws, Identity identity) {
        var key = Keys.identity(ws, identity.hash());
        wants(key, "its contact", Keys.contact(ws, identity.contact()));
        wants(key, "the contact's reference to it", Keys.identityReference(ws, identity.contact(), identity.hash()));
        identity.open()
                .ifPresent(
                        hint -> wants(key, "the conversation of its hint", Keys.conversation(ws, hint.conversation())));
    }

    private void identityReference(WorkspaceId ws, Key key) {
        var contact = Keys.ownerOf(key.pk()).flatMap(owner -> table.find(Keys.contact(ws, owner.contact()), contacts));
        if (contact.filter(held -> Keys.identityReference(ws, held.id(), held.identity()).equals(key)).isEmpty()) {
            faults.accept(key, "is not the identity of its contact");
        }
    }

    private void attachment(WorkspaceId ws, Item item) {
        var contact = Keys.ownerOf(item.key().pk()).map(Keys.Owner::contact).orElseThrow();
        var conversation = new ConversationId(contact, item.text(AttachmentIndex.CONVERSATION));
        var message = table.find(Keys.message(ws, conversation, item.text(AttachmentIndex.MESSAGE)), messages);
        if (message.filter(held -> held.attachments().stream().anyMatch(file -> file.object().isPresent())).isEmpty()) {
            faults.accept(item.key(), "names a message that has no files");
        }
    }

    /// What a mark carries of its contact is what the contact is: a search that goes by it must not go wrong.
    private void mark(WorkspaceId ws, StoredMark mark) {
        var key = Keys.mark(ws, mark.name(), mark.contact());
        var contact = table.find(Keys.contact(ws, mark.contact()), contacts);
        if (contact.isEmpty()) {
            faults.accept(key, "its contact is not there");
        }
        mark.others()
                .stream()
                .filter(other -> isKept(ws, other))
                .forEach(other -> wants(key, "another mark of its contact", Keys.mark(ws, other, mark.contact())));
        var notSame = contact.filter(_ -> mark.name().links()).map(Contact::notSame).orElse(Set.of());
        if (!notSame.equals(Set.copyOf(mark.notSame()))) {
            faults.accept(key, "does not agree with its contact on who it is not");
        }
        notSame.forEach(other -> {
            var told = table.find(Keys.contact(ws, other), contacts)
                    .map(Contact::notSame)
                    .orElse(Set.of(mark.contact()));
            if (!told.contains(mark.contact())) {
                faults.accept(key, "is not the same as one who does not know it");
            }
        });
    }

    /// Whether the mark is one that edits keep: of an earlier matching attribute there may be no more than the name.
    private boolean isKept(WorkspaceId ws, StoredMark.Name mark) {
        var linking = LinkingCodec.decode(table.find(Keys.settings(ws)));
        return MarkKind.isNetwork(mark.kind())
                || linking.kept().stream().anyMatch(rule -> MarkKind.matching(rule).equals(mark.kind()));
    }

    private void membership(WorkspaceId ws, Item item) {
        var key = item.key();
        var contact = Keys.ownerOf(key.pk()).map(Keys.Owner::contact).orElseThrow();
        wants(key, "its contact", Keys.contact(ws, contact));
        var named = Keys.contactAtEnd(item.text(Index.WORK.sortField()));
        if (!named.equals(contact)
                || !item.text(Index.WORK.partitionField()).equals(Keys.groupMembers(ws, Keys.groupOf(key)))) {
            faults.accept(key, "stands in the index as another's, or of another group");
        }
    }

    private void wants(Key from, String what, Key to) {
        if (!table.has(to)) {
            faults.accept(from, what + " is not there");
        }
    }
}
