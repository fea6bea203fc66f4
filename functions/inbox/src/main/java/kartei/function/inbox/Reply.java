package kartei.function.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.json.Body;
import kartei.domain.Actor;
import kartei.domain.Attempt;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Message;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Conversations;
import kartei.storage.Idempotency;

/// Answers in a conversation that is not resolved; it then waits for the contact.
final class Reply {
    private static final String MESSAGE = "message";

    private final Conversations conversations;
    private final Uploads uploads;
    private final AttachmentIndex attachments;
    private final Idempotency idempotency;
    private final Supplier<String> ids;
    private final Backoff backoff;

    Reply(Conversations conversations, Uploads uploads, AttachmentIndex attachments, Idempotency idempotency,
            Supplier<String> ids, Backoff backoff) {
        this.conversations = conversations;
        this.uploads = uploads;
        this.attachments = attachments;
        this.idempotency = idempotency;
        this.ids = ids;
        this.backoff = backoff;
    }

    /// What is said, by whom. Does not print it.
    record Request(
            WorkspaceId workspace,
            ConversationId conversation,
            Actor by,
            Said said,
            Optional<Attempt> attempt,
            Instant now) {
        @Override
        public String toString() {
            return "Request[" + conversation.value() + "]";
        }
    }

    /// The answer's id and where its files go; `replayed`: the first answer to the same Idempotency-Key again.
    record Sent(String messageId, List<Attachments.Upload> uploads, boolean replayed) {}

    /// The text and the files of the body of `POST /v1/conversations/{id}/messages`.
    record Said(Optional<String> text, List<Attachment> files) {
        static Said read(Body body, Supplier<String> ids) {
            var said = new Said(Texts.ofMessage(body), Files.of(body, ids));
            Texts.requireSomething(body, !said.files().isEmpty());
            body.check();
            return said;
        }

        @Override
        public String toString() {
            return "Said[…]";
        }
    }

    /// What must be known before; reads only.
    Conversations.Seen look(Request request) {
        var record = request.attempt().map(attempt -> idempotency.keyOf(request.workspace(), attempt));
        return conversations.find(request.workspace(), request.conversation(), record).orElseThrow(Rejected::notFound);
    }

    /// @throws Rejected `conflict` in a resolved conversation, `not-found`, or `busy`
    Sent reply(Request request, Conversations.Seen read) {
        var messageId = ids.get();
        var seen = read;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            try {
                var earlier = earlier(request, seen);
                if (earlier.isPresent()) {
                    return earlier.get();
                }
                if (!seen.conversation().status().isOpen()) {
                    throw Rejected.conflict("the conversation is resolved; reopen it first");
                }
                var sent = new Sent(messageId,
                        uploads.of(request.workspace(), request.conversation().contact(), request.said().files()),
                        false);
                write(request, seen.conversation(), sent);
                return sent;
            } catch (ConditionFailed notAsThought) {
                backoff.before(attempt);
                seen = look(request);
            }
        }
        throw Rejected.busy();
    }

    private void write(Request request, Conversation before, Sent sent) throws ConditionFailed {
        var message = new Message(sent.messageId(), request.conversation(), Direction.OUT, request.said().text(),
                request.now(), Optional.of(request.by()), request.said().files());
        var with = new ArrayList<>(attachments.add(request.workspace(), message));
        request.attempt()
                .map(attempt -> idempotency.record(request.workspace(), attempt,
                        new Idempotency.Earlier(201, Map.of(MESSAGE, sent.messageId())), request.now()))
                .ifPresent(with::add);
        conversations.reply(request.workspace(), before, before.answered(message.id(), request.now()), message,
                Attachments.end(sent.uploads()), with);
    }

    private Optional<Sent> earlier(Request request, Conversations.Seen seen) throws ConditionFailed {
        var earlier = request.attempt()
                .flatMap(attempt -> idempotency.read(request.workspace(), attempt, seen.beside(), request.now()));
        if (earlier.isEmpty()) {
            return Optional.empty();
        }
        var messageId = Objects.requireNonNull(earlier.get().ids().get(MESSAGE));
        var missing = uploads.again(request.workspace(), request.conversation(), messageId,
                !request.said().files().isEmpty(), Optional.empty());
        return Optional.of(new Sent(messageId, missing, true));
    }
}
