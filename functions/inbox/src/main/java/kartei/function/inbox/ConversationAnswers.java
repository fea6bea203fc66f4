package kartei.function.inbox;

import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.Route;
import kartei.api.json.Json;
import kartei.api.view.Fitting;
import kartei.api.view.MessageView;
import kartei.domain.Rejected;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;
import kartei.domain.workspace.Workspace;
import kartei.storage.Attachments;
import kartei.storage.Conversations;
import kartei.storage.Messages;
import kartei.storage.Together;

/// The routes of one conversation.
final class ConversationAnswers {
    private final Conversations conversations;
    private final Messages messages;
    private final Attachments attachments;
    private final Reply reply;
    private final ChangeStatus change;
    private final ChangeTopics topics;
    private final ChangeTeam team;
    private final Supplier<String> ids;

    ConversationAnswers(Conversations conversations, Messages messages, Attachments attachments, Reply reply,
            ChangeStatus change, ChangeTopics topics, ChangeTeam team, Supplier<String> ids) {
        this.conversations = conversations;
        this.messages = messages;
        this.attachments = attachments;
        this.reply = reply;
        this.change = change;
        this.topics = topics;
        this.team = team;
        this.ids = ids;
    }

    HttpResponse read(HttpRequest request) {
        return answer(whole(request, false), request.workspace());
    }

    HttpResponse messages(HttpRequest request) {
        var id = id(request);
        var ws = request.caller().workspace();
        var page = request.page();
        var reading = Together.start(() -> messages.newest(ws, id, page.start(), page.limit()));
        var seen = conversations.find(ws, id);
        var found = Together.join(reading);
        if (seen.isEmpty()) {
            throw Rejected.notFound();
        }
        var stored = attachments.stored(ws, found.items());
        return request.answer(Fitting.page(found, message -> MessageView.of(message, stored), Message::id));
    }

    Route.Action reply(HttpRequest request) {
        var id = id(request);
        var said = Reply.Said.read(request.body(), ids);
        var caller = request.caller();
        var replying = new Reply.Request(caller.workspace(), id, caller.actor(), said, request.attempt(),
                request.now());
        var seen = reply.look(replying);
        return checked -> answer(reply.reply(replying, seen), id);
    }

    Route.Action changeStatus(HttpRequest request) {
        var wanted = ChangeStatus.Wanted.read(request.body());
        var whole = whole(request, wanted.resolves());
        return checked -> {
            var workspace = checked.workspace();
            return answer(change.change(workspace, whole, wanted, checked.ifMatch(), request.now()), workspace);
        };
    }

    Route.Action changeTopics(HttpRequest request) {
        var wanted = ChangeTopics.read(request.body());
        var whole = whole(request, true);
        return checked -> answer(topics.change(checked.workspace(), whole, wanted, checked.ifMatch()),
                checked.workspace());
    }

    Route.Action changeTeam(HttpRequest request) {
        var wanted = ChangeTeam.read(request.body());
        var whole = whole(request, true);
        return checked -> answer(team.change(checked.workspace(), whole, wanted, checked.ifMatch()),
                checked.workspace());
    }

    HttpResponse why(HttpRequest request) {
        var whole = whole(request, true);
        return HttpResponse.ok(WhyView.of(request.workspace(), whole.contact().orElseThrow(), whole.conversation()));
    }

    private Conversations.Whole whole(HttpRequest request, boolean withContact) {
        return conversations.whole(request.caller().workspace(), id(request), withContact)
                .orElseThrow(Rejected::notFound);
    }

    private static ConversationId id(HttpRequest request) {
        return ConversationId.of(request.path("id")).orElseThrow(Rejected::notFound);
    }

    private static HttpResponse answer(Conversations.Whole whole, Workspace workspace) {
        return HttpResponse.ok(ConversationView.of(whole, workspace), whole.conversation().version());
    }

    private static HttpResponse answer(Reply.Sent sent, ConversationId conversation) {
        var shown = Json.object().put("messageId", sent.messageId()).put("uploads", Files.uploads(sent.uploads()));
        var response = HttpResponse.of(201, shown)
                .with("location", "/v1/conversations/" + conversation.value() + "/messages");
        return sent.replayed() ? response.replayed() : response;
    }
}
