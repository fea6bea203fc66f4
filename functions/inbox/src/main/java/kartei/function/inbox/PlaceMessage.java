package kartei.function.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.domain.Rejected;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Identity;
import kartei.storage.Attachments;
import kartei.storage.Intake;
import kartei.storage.IntakeWrite;
import kartei.storage.IntakeWrite.Arrival;
import kartei.storage.Marking;
import kartei.storage.Receipt;

/// Decides what a message makes besides itself, a contact, a conversation, or nothing, and puts its transaction together.
final class PlaceMessage {
    private final Intake intake;
    private final Marking marking;
    private final Uploads uploads;
    private final Supplier<String> ids;

    PlaceMessage(Intake intake, Marking marking, Uploads uploads, Supplier<String> ids) {
        this.intake = intake;
        this.marking = marking;
        this.uploads = uploads;
        this.ids = ids;
    }

    /// A transaction, and the answer when it goes through.
    record Plan(IntakeWrite write, Taken taken) {}

    Plan place(Situation situation) {
        var sent = situation.incoming().sent();
        situation.workspace()
                .channel(sent.channelId())
                .filter(known -> known.medium() != sent.medium())
                .ifPresent(other -> {
                    throw Rejected.conflict("the channel is one of the medium " + other.medium().word());
                });
        return situation.before()
                .identity()
                .map(identity -> ofKnown(situation, identity))
                .orElseGet(() -> ofNewcomer(situation, Optional.empty()));
    }

    /// The first message of somebody; `gone` is the contact that was theirs before.
    private Plan ofNewcomer(Situation situation, Optional<ContactId> gone) {
        var sent = situation.incoming().sent();
        var hash = situation.before().identityHash();
        var telling = situation.telling();
        var seen = intake.hashOf(situation.ws(), telling);
        var contact = new Contact(new ContactId(ids.get()), sent.channelId(), sent.medium(), sent.senderId(),
                Optional.empty(), hash, Profile.EMPTY, Map.of(), false, 0, Set.of(), situation.now(), situation.now(),
                1).told(telling, true, situation.now());
        var conversation = situation.opens(new ConversationId(contact.id(), ids.get()), contact);
        var uploads = uploads(situation, contact.id());
        var activity = new Activity(contact.id(), situation.now(), Optional.of(conversation.id()),
                seen.isPresent() ? telling.at() : Instant.EPOCH, Attachments.end(uploads));
        var write = started(situation, conversation.id())
                .newContact(contact, activity, new Identity(hash, contact.id(), conversation.hint(), seen), gone)
                .newConversation(conversation);
        marking.ofNew(situation.workspace(), contact).forEach(write::with);
        if (situation.workspace().channel(sent.channelId()).isEmpty()) {
            write.newChannel(Intake.channelOf(sent, situation.incoming().channelName()));
        }
        return plan(write, situation, conversation.id(), Taken.Made.CONTACT, uploads);
    }

    /// By the hints when they tell all that must be known, else by a look at the contact.
    private Plan ofKnown(Situation situation, Identity identity) {
        var seen = intake.hashOf(situation.ws(), situation.telling());
        var tellsNothingNew = seen.isEmpty() || seen.equals(identity.profileSeen());
        if (situation.hintsHold() && tellsNothingNew && situation.incoming().topics().isEmpty()) {
            var hinted = identity.open().map(hint -> byHint(situation, identity, hint, seen.isPresent()));
            if (hinted.isPresent()) {
                return hinted.get();
            }
        }
        return intake.known(situation.ws(), identity)
                .map(known -> byContact(situation, identity, known, seen))
                .orElseGet(() -> ofNewcomer(situation, Optional.of(identity.contact())));
    }

    private Plan byHint(Situation situation, Identity identity, Identity.Hint hint, boolean tells) {
        var receipt = situation.receipt(hint);
        var uploads = uploads(situation, identity.contact());
        var write = started(situation, hint.conversation()).received(receipt)
                .arrival(identity.contact(), new Arrival(situation.now(), Optional.empty(),
                        tells ? Optional.of(situation.telling().at()) : Optional.empty(), Attachments.end(uploads)))
                .remembered(identity, Optional.of(receipt.stands()), Optional.empty());
        return plan(write, situation, hint.conversation(), Taken.Made.MESSAGE, uploads);
    }

    private Plan byContact(Situation situation, Identity identity, Intake.Known known, Optional<String> seen) {
        var telling = situation.telling();
        var newest = !telling.at().isBefore(known.contact().activity().profileAt());
        var before = known.contact().contact();
        var contact = before.told(telling, newest, situation.now());
        var uploads = uploads(situation, before.id());
        var opens = known.open().isPresent() ? Optional.<Conversation>empty()
                : Optional.of(situation.opens(new ConversationId(before.id(), ids.get()), contact));
        var receipt = known.open().map(open -> situation.receipt(open, contact));
        var stands = receipt.map(Receipt::stands).or(() -> opens.flatMap(Conversation::hint));
        var conversation = stands.orElseThrow().conversation();
        var write = started(situation, conversation).told(before, contact, ids, situation.now())
                .arrival(before.id(),
                        new Arrival(situation.now(), opens, newest ? seen.map(hash -> telling.at()) : Optional.empty(),
                                Attachments.end(uploads)))
                .remembered(identity, stands,
                        newest ? seen.filter(hash -> !identity.profileSeen().equals(seen)) : Optional.empty());
        marking.changes(situation.workspace(), before, contact).forEach(write::with);
        opens.ifPresent(write::newConversation);
        receipt.ifPresent(write::received);
        return plan(write, situation, conversation, opens.isPresent() ? Taken.Made.CONVERSATION : Taken.Made.MESSAGE,
                uploads);
    }

    private IntakeWrite started(Situation situation, ConversationId conversation) {
        return intake.write(situation.ws(), situation.claim(conversation)).message(situation.message(conversation));
    }

    private List<Attachments.Upload> uploads(Situation situation, ContactId contact) {
        return uploads.of(situation.ws(), contact, situation.incoming().attachments());
    }

    private static Plan plan(
            IntakeWrite write,
            Situation situation,
            ConversationId conversation,
            Taken.Made made,
            List<Attachments.Upload> uploads) {
        return new Plan(write, new Taken(conversation, situation.messageId(), made, uploads, false));
    }
}
