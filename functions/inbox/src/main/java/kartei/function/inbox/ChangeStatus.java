package kartei.function.inbox;

import java.time.Instant;
import java.util.Optional;

import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
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
    }

    /// The conversation as it is after.
    ///
    /// @throws Rejected `conflict` when another conversation of the contact is open, `not-found`, `stale`, or `busy`
    Conversation change(
            WorkspaceId ws,
            Conversations.Seen read,
            Wanted wanted,
            Precondition precondition,
            Instant now) {
        var seen = read;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = seen.conversation();
            precondition.check(before.version());
            if (before.status() == wanted.status()) {
                return before;
            }
            checkAlone(before, wanted.status(), seen.activity());
            var after = before.turned(wanted.status(), now, wanted.reason(), wanted.comment());
            if (written(ws, before, after)) {
                return after;
            }
            backoff.before(attempt);
            seen = conversations.find(ws, before.id(), Optional.empty()).orElseThrow(Rejected::notFound);
        }
        throw Rejected.busy();
    }

    private static void checkAlone(Conversation before, ConversationStatus to, Activity activity) {
        if (to.isOpen() && activity.open().filter(open -> !open.equals(before.id())).isPresent()) {
            throw Rejected.conflict("another conversation of the contact is open");
        }
    }

    private boolean written(WorkspaceId ws, Conversation before, Conversation after) {
        try {
            conversations.turn(ws, before, after);
            return true;
        } catch (ConditionFailed notAsThought) {
            return false;
        }
    }
}
