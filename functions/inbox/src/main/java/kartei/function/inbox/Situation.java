package kartei.function.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Placement;
import kartei.domain.conversation.Standing;
import kartei.domain.workspace.Workspace;
import kartei.storage.Intake;
import kartei.storage.Receipt;

/// A message, and what it meets. `hintsHold`: nothing has spoken against the identity's hints yet.
record Situation(
        TakeMessage.Request request,
        Intake.Before before,
        Workspace workspace,
        String messageId,
        boolean hintsHold) {

    WorkspaceId ws() {
        return request.workspace();
    }

    Incoming incoming() {
        return request.incoming();
    }

    Instant now() {
        return request.now();
    }

    /// What the message tells of its sender, at the time it was sent, but never later than now: a wrong clock must not outrun
    /// the messages that come after.
    Telling telling() {
        var told = incoming().telling();
        return told.at().isAfter(now())
                ? new Telling(told.profile(), told.networkUserId(), told.platformValues(), now())
                : told;
    }

    Claim claim(ConversationId conversation) {
        return new Claim(before.claimHash(), conversation, messageId, incoming().hasFiles());
    }

    Message message(ConversationId conversation) {
        return new Message(messageId, conversation, Direction.IN, incoming().text(), incoming().sentAt(),
                Optional.empty(), incoming().attachments());
    }

    /// A conversation that begins with the message.
    Conversation opens(ConversationId id, Contact contact) {
        var begun = new Conversation(id, contact.channelId(), contact.medium(), incoming().visibility(),
                ConversationStatus.NEW, Standing.UNSEEN, contact.vip(), List.of(), incoming().topics(),
                Optional.of(telling().at()), now(), now(), messageId, Optional.empty(), Optional.empty(),
                Optional.empty(), contact.profile().displayName(), contact.identity(), 1, 1);
        return begun.placed(Placement.of(workspace, contact, begun));
    }

    /// What the message does to an open conversation of which no more is known than a hint.
    Receipt receipt(Identity.Hint stood) {
        return new Receipt(stood, Optional.empty(), messageId, now(), telling().at(), incoming().visibility(),
                Optional.empty(), Optional.empty());
    }

    /// What it does to one that was read.
    Receipt receipt(Conversation open, Contact contact) {
        var topics = new Receipt.Topics(open.topics(), Topics.joined(open.topics(), incoming().topics()));
        return receipt(open.hint().orElseThrow()).of(open, topics, contact.profile().displayName());
    }
}
