package kartei.function.inbox;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.PageRequest;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Rules;
import kartei.domain.workspace.Workspace;
import kartei.storage.Queue;
import kartei.storage.Workspaces;

/// The route of the queue: a page in one round trip, the workspace read beside it.
record QueueAnswers(Queue queue, Workspaces workspaces) {

    /// What a page of the queue is narrowed to.
    private record Filter(Optional<String> group, Optional<String> channel) {
        boolean lets(Conversation conversation) {
            return channel.filter(id -> !id.equals(conversation.channelId())).isEmpty()
                    && group.filter(key -> !isIn(conversation, key)).isEmpty();
        }

        private static boolean isIn(Conversation conversation, String group) {
            return group.equals(ContactGroup.VIP) ? conversation.vip() : conversation.groups().contains(group);
        }

        /// A group or channel that is not there is 404, like everything else that is not there (S42: VIP while it is off).
        void check(Workspace workspace) {
            if (group.filter(key -> !workspace.hasGroup(key)).isPresent()
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
        var ws = request.caller().workspace();
        var guessed = teams(workspaces.known(ws).map(Workspace::rules).orElse(Rules.AT_START), team);
        var found = found(ws, guessed, status, page, filter);
        var workspace = request.workspace();
        filter.check(workspace);
        var teams = teams(workspace.rules(), team);
        if (teams.isEmpty()) {
            throw Rejected.notFound();
        }
        var shown = teams.equals(guessed) ? found : found(ws, teams, status, page, filter);
        return request.answer(shown.map(conversation -> ConversationView.of(conversation, workspace)), list);
    }

    private Page<Conversation> found(
            WorkspaceId ws,
            List<String> teams,
            ConversationStatus status,
            PageRequest page,
            Filter filter) {
        return teams.isEmpty() ? Page.last(List.of())
                : queue.page(new Queue.Wanted(ws, teams, status, page.limit(), page.start()), filter::lets);
    }

    private static ConversationStatus status(String word) {
        return ConversationStatus.of(word)
                .orElseThrow(() -> Rejected.invalid("/status", "must be one of new, pending, resolved"));
    }

    /// Those that are asked for: all where none is named, none where the named one is not there. The queue is read beside the
    /// workspace, by the teams that this function knows; that they are still the same is seen afterwards.
    private static List<String> teams(Rules rules, Optional<String> team) {
        return team.map(key -> rules.team(key).map(found -> List.of(found.key())).orElse(List.of()))
                .orElseGet(rules::teamKeys);
    }
}
