package kartei.function.contactedit;

import java.util.List;
import java.util.Set;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.api.view.Fitting;
import kartei.api.view.MessageView;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.workspace.Workspace;
import kartei.storage.Attachments;
import kartei.storage.ContactHistory;
import kartei.storage.ContactHistory.Told;

/// Tells what was written with a contact, newest first, and on the first page on which channels.
record ReadHistory(ContactHistory history, Attachments attachments) {

    HttpResponse answer(HttpRequest request) {
        var wanted = request.page();
        var contact = ContactId.of(request.path("id")).orElseThrow(Rejected::notFound);
        var ws = request.caller().workspace();
        var told = history.page(ws, contact, wanted.start(), wanted.limit()).orElseThrow(Rejected::notFound);
        var stored = attachments.stored(ws, contact, told.page().items().stream().map(Told::message).toList());
        var workspace = request.workspace();
        var page = Fitting.page(told.page(), item -> shown(workspace, item, stored), Told::position);
        return request.answer(page, body -> {
            if (wanted.start().isEmpty()) {
                body.put("channels", channels(workspace, told.conversations()));
            }
        });
    }

    private static Json shown(Workspace workspace, Told told, Set<String> stored) {
        var conversation = told.conversation();
        return MessageView.of(told.message(), stored)
                .put("conversationId", conversation.id().value())
                .put("contactId", conversation.id().contact().value())
                .put("channel", ChannelView.of(workspace, conversation.channelId(), conversation.medium()));
    }

    private static List<Json.Obj> channels(Workspace workspace, List<Conversation> conversations) {
        return conversations.stream()
                .findFirst()
                .map(newest -> ChannelView.of(workspace, newest.channelId(), newest.medium())
                        .put("contactId", newest.id().contact().value()))
                .stream()
                .toList();
    }
}
