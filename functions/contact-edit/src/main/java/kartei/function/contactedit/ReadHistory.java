package kartei.function.contactedit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.api.view.Fitting;
import kartei.api.view.MessageView;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.workspace.Workspace;
import kartei.storage.Attachments;
import kartei.storage.ContactHistory;
import kartei.storage.ContactHistory.Told;
import kartei.storage.Persons;

/// Tells what was written with a contact, or with all contacts that are the same person, newest first; on the first page also
/// on which channels (S26–S31).
record ReadHistory(ContactHistory history, Attachments attachments, ShowContact show, Persons persons) {

    /// Where a page starts: whose history it is, found for the first page, so that the pages after it are of the same, and the
    /// place in it.
    private record Place(List<ContactId> contacts, Optional<String> start) {
        static Place of(String text) {
            var parts = text.split("/", 2);
            var contacts = new ArrayList<ContactId>();
            for (var id : parts[0].split(",", -1)) {
                contacts.add(new ContactId(id));
            }
            return new Place(contacts, Optional.of(parts[1]));
        }

        String text(String start) {
            return String.join(",", contacts.stream().map(ContactId::value).toList()) + "/" + start;
        }
    }

    HttpResponse answer(HttpRequest request) {
        var all = request.query("allChannels").filter("false"::equals).isEmpty();
        var filter = "allChannels=" + all;
        var wanted = request.page(filter);
        var ws = request.caller().workspace();
        var place = wanted.start().map(Place::of).orElseGet(() -> new Place(contacts(request, all), Optional.empty()));
        var told = history.page(ws, place.contacts(), place.start(), wanted.limit()).orElseThrow(Rejected::notFound);
        var stored = attachments.stored(ws, told.page().items().stream().map(Told::message).toList());
        var workspace = request.workspace();
        var page = Fitting.page(told.page(), item -> shown(workspace, item, stored), Told::position);
        var placed = new Page<>(page.items(), page.next().map(place::text));
        return request.answer(placed, body -> {
            if (wanted.start().isEmpty()) {
                body.put("channels", channels(workspace, told.conversations()));
            }
        }, filter);
    }

    private List<ContactId> contacts(HttpRequest request, boolean all) {
        if (!all) {
            return List.of(ContactId.of(request.path("id")).orElseThrow(Rejected::notFound));
        }
        var contact = show.find(request);
        return persons.of(request.workspace(), contact.contact()).contacts();
    }

    private static Json shown(Workspace workspace, Told told, Set<String> stored) {
        var conversation = told.conversation();
        return MessageView.of(told.message(), stored)
                .put("conversationId", conversation.id().value())
                .put("contactId", conversation.id().contact().value())
                .put("channel", ChannelView.of(workspace, conversation.channelId(), conversation.medium()));
    }

    /// Of each contact once, newest first.
    private static List<Json.Obj> channels(Workspace workspace, List<Conversation> conversations) {
        var newest = new LinkedHashMap<ContactId, Conversation>();
        conversations.forEach(conversation -> newest.putIfAbsent(conversation.id().contact(), conversation));
        return newest.values()
                .stream()
                .map(conversation -> ChannelView.of(workspace, conversation.channelId(), conversation.medium())
                        .put("contactId", conversation.id().contact().value()))
                .toList();
    }
}
