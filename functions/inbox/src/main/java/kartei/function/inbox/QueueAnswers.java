package kartei.function.inbox;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Rejected;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Standing;
import kartei.domain.workspace.Workspace;
import kartei.storage.Queue;

/// The route of the queue: a page in one round trip, the workspace read beside it.
final class QueueAnswers {
    private static final String VIP_GROUP = BuiltInAttributes.VIP.value();

    private final Queue queue;

    QueueAnswers(Queue queue) {
        this.queue = queue;
    }

    /// What a page of the queue is narrowed to.
    private record Filter(Optional<String> group, Optional<String> channel) {
        boolean lets(Conversation conversation) {
            return channel.filter(id -> !id.equals(conversation.channelId())).isEmpty()
                    && (group.isEmpty() || conversation.vip());
        }

        /// A group or channel that is not there is 404, like everything else that is not there (S42: VIP while it is off).
        void check(Workspace workspace) {
            if (group.filter(key -> !key.equals(VIP_GROUP) || !workspace.vipOn()).isPresent()
                    || channel.filter(id -> workspace.channel(id).isEmpty()).isPresent()) {
                throw Rejected.notFound();
            }
        }
    }

    HttpResponse list(HttpRequest request) {
        var status = request.query("status").map(QueueAnswers::status).orElse(ConversationStatus.NEW);
        var team = request.query("team");
        var filter = new Filter(request.query("group"), request.query("channel"));
        String[] list = {status.word(), team.orElse(""), filter.group().orElse(""), filter.channel().orElse("")};
        var page = request.page(list);
        var wanted = new Queue.Wanted(request.caller().workspace(), teams(team), status, page.limit(), page.start());
        var found = queue.page(wanted, filter::lets);
        var workspace = request.workspace();
        filter.check(workspace);
        return request.answer(found.map(conversation -> ConversationView.of(conversation, workspace)), list);
    }

    private static ConversationStatus status(String word) {
        return ConversationStatus.of(word)
                .orElseThrow(() -> Rejected.invalid("/status", "must be one of new, pending, resolved"));
    }

    /// All work is everyone's: there is no other team.
    private static List<String> teams(Optional<String> team) {
        if (team.filter(key -> !key.equals(Standing.EVERYONE)).isPresent()) {
            throw Rejected.notFound();
        }
        return List.of(Standing.EVERYONE);
    }
}
