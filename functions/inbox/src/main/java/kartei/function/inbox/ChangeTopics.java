package kartei.function.inbox;

import java.util.List;

import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Placement;
import kartei.domain.workspace.Workspace;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Conversations;

/// Says what a conversation is about; its score and team follow in the same write.
final class ChangeTopics {
    private static final String TOPICS = "topics";

    private final Conversations conversations;
    private final Backoff backoff;

    ChangeTopics(Conversations conversations, Backoff backoff) {
        this.conversations = conversations;
        this.backoff = backoff;
    }

    /// The topics of the body of `PUT /v1/conversations/{id}/topics`.
    static List<String> read(Body body) {
        if (!body.has(TOPICS) || body.isNull(TOPICS)) {
            body.fault(TOPICS, "is required");
        }
        var topics = Topics.read(body, TOPICS);
        body.check();
        return topics;
    }

    /// The conversation as it is after; the same topics again change nothing. `read` has its contact.
    ///
    /// @throws Rejected `not-found`, `stale`, or `busy`
    Conversations.Whole change(
            Workspace workspace,
            Conversations.Whole read,
            List<String> topics,
            Precondition precondition) {
        var whole = read;
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = whole.conversation();
            precondition.check(before.version());
            if (before.topics().equals(topics)) {
                return whole;
            }
            var about = before.about(topics);
            var after = about.placed(Placement.of(workspace, whole.contact().orElseThrow(), about));
            if (written(workspace.id(), before, after)) {
                return whole.with(after);
            }
            backoff.before(attempt);
            whole = conversations.whole(workspace.id(), before.id(), true).orElseThrow(Rejected::notFound);
        }
        throw Rejected.busy();
    }

    private boolean written(WorkspaceId ws, Conversation before, Conversation after) {
        try {
            conversations.describe(ws, before, after);
            return true;
        } catch (ConditionFailed notAsThought) {
            return false;
        }
    }
}
