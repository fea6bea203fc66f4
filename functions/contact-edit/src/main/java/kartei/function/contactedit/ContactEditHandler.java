package kartei.function.contactedit;

import java.util.List;
import java.util.stream.Stream;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;
import kartei.storage.ChangeLog;
import kartei.storage.ContactHistory;
import kartei.storage.ContactLists;
import kartei.storage.Contacts;
import kartei.storage.Marking;
import kartei.storage.Messages;
import kartei.storage.NotSame;
import kartei.storage.Persons;
import kartei.storage.Usage;

/// HTTP entry point: contacts, their values, VIP and history.
public final class ContactEditHandler extends HttpFunction {
    public ContactEditHandler() {
        this(World.real());
    }

    public ContactEditHandler(World world) {
        var ground = Ground.of(world);
        var table = ground.table();
        var marking = new Marking(ground.table(), ground.keys());
        var contacts = new Contacts(table, new Usage(table, world.ids()::below), marking, world.ids()::next,
                world::backOff);
        var attachments = new Attachments(world::s3, world::presigner,
                world.environment().require("ATTACHMENTS_BUCKET"));
        var persons = new Persons(table, marking);
        var show = new ShowContact(contacts, persons);
        var edit = new EditValues(contacts, ground.workspaces(), show);
        var mark = new MarkVip(contacts, show);
        var list = new ListContacts(new ContactLists(table, marking), persons);
        var history = new ReadHistory(new ContactHistory(table, new Messages(table)), attachments, show, persons);
        var links = new ShowLinks(show, persons);
        var apart = new TellApart(new NotSame(table, contacts, marking, world::backOff));
        var changes = new ReadChanges(new ChangeLog(table));
        var download = new Download(new AttachmentIndex(table, ground.keys()), attachments);
        super(ground.edge(), Stream.concat(edits(show, edit, mark, list).stream(),
                told(history, links, new ShowMembership(show), apart, changes, download).stream()).toList());
    }

    private static List<Route> edits(ShowContact show, EditValues edit, MarkVip mark, ListContacts list) {
        var seeing = Access.people(Feature.CONTACTS);
        return List.of(Route.get("/v1/contacts", seeing, list::answer),
                Route.get("/v1/contacts/{id}", seeing, show::answer),
                Route.readingFirst("PATCH", "/v1/contacts/{id}/attributes", Access.people(Feature.VALUES), request -> {
                    var contact = show.find(request);
                    return checked -> edit.answer(checked, contact);
                }), Route.readingFirst("PUT", "/v1/contacts/{id}/vip", Access.people(Feature.VIP), request -> {
                    var contact = show.find(request);
                    return checked -> mark.answer(checked, contact);
                }));
    }

    private static List<Route> told(
            ReadHistory history,
            ShowLinks links,
            ShowMembership member,
            TellApart apart,
            ReadChanges changes,
            Download download) {
        var seeing = Access.people(Feature.CONTACTS);
        var matching = Access.admin(Feature.MATCHING);
        return List.of(Route.get("/v1/contacts/{id}/history", seeing, history::answer),
                Route.get("/v1/contacts/{id}/links", seeing, links::answer),
                Route.get("/v1/contacts/{id}/groups/{key}/why", Access.people(Feature.CONTACT_GROUPS), member::answer),
                Route.put("/v1/contacts/{id}/not-same/{otherId}", matching, request -> apart.answer(request, true)),
                Route.delete("/v1/contacts/{id}/not-same/{otherId}", matching, request -> apart.answer(request, false)),
                Route.get("/v1/contacts/{id}/changes", Access.admin(Feature.CONTACTS), changes::answer),
                Route.get("/v1/contacts/{id}/attachments/{attachmentId}", seeing, download::answer));
    }
}
