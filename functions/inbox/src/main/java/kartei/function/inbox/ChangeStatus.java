package kartei.function.inbox;

import java.time.Instant;
import java.util.Optional;

import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.workspace.Workspace;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Conversations;

/// Puts a conversation into any status: the same one changes nothing, and of a contact's conversations one is open.
final class ChangeStatus {
    private final Conversations conversations;
    private final Backoff backoff;

    ChangeStatus(Conversations conversations, Backoff backoff) {
        this.conversations = conversations;
        this.backoff = backoff;
    }

    /// The body of `PUT /v1/conversations/{id}/status`.
    record Wanted(ConversationStatus status, Optional<String> reason, Optional<String> comment) {
        static Wanted read(Body body) {
            body.requiredText("status");
            var status = body.word("status", ConversationStatus::of, "new, pending, resolved");
            var wanted = new Wanted(status.orElse(ConversationStatus.NEW),
                    Texts.upTo(body, "reason", Limits.STATUS_REASON_CHARS_MAX),
                    Texts.upTo(body, "comment", Limits.STATUS_COMMENT_CHARS_MAX));
            body.check();
            return wanted;
        }

        /// Without what an agent has written.
        @Override
        public String toString() {
            return "Wanted[" + status.word() + "]";
        }

        boolean resolves() {
            return !status.isOpen();
        }
    }

    /// The conversation as it is after. `read` has its contact when it is to be resolved.
    ///
    /// @throws Rejected `conflict` when another conversation of the contact is open, `not-found`, `stale`, or `busy`
    Conversations.Whole change(
            Workspace workspace,
            Conversations.Whole read,
            Wanted wanted,
            Precondition precondition,
            Instant now) {
        var whole = read;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = whole.conversation();
            precondition.check(before.version());
            if (before.status() == wanted.status()) {
                return whole;
            }
            checkAlone(before, wanted.status(), whole.activity());
            var turned = turned(workspace, whole,
                    before.turned(wanted.status(), now, wanted.reason(), wanted.comment()));
            if (turned.isPresent()) {
                return turned.get();
            }
            backoff.before(attempt);
            whole = conversations.whole(workspace.id(), before.id(), wanted.resolves()).orElseThrow(Rejected::notFound);
        }
        throw Rejected.busy();
    }

    private static void checkAlone(Conversation before, ConversationStatus to, Activity activity) {
        if (to.isOpen() && activity.open().filter(open -> !open.equals(before.id())).isPresent()) {
            throw Rejected.conflict("another conversation of the contact is open");
        }
    }

    private Optional<Conversations.Whole> turned(Workspace workspace, Conversations.Whole before, Conversation after) {
        try {
            return Optional.of(conversations.turn(workspace, before, after));
        } catch (ConditionFailed notAsThought) {
            return Optional.empty();
        }
    }
}
