package kartei.function.contactdeletion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Footprint;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Contacts;
import kartei.storage.Footprints;
import kartei.storage.Idempotency;
import kartei.storage.Jobs;
import kartei.storage.Tombstones;

/// The routes that erase a contact or a person, and say before how much that is (S47, S49).
record ErasureAnswers(
        Contacts contacts,
        People people,
        Footprints footprints,
        Tombstones tombstones,
        Jobs jobs,
        Attempts attempts,
        Supplier<String> ids) {
    private static final int ACCEPTED = 202;
    private static final String JOB = "job";
    private static final String ERASURE = "erasure";
    private static final String CUT = "cut";

    HttpResponse preview(HttpRequest request) {
        var scope = request.query("scope")
                .map(word -> ErasureScope.of(word)
                        .orElseThrow(() -> Rejected.invalid("/scope", "must be contact or person")))
                .orElse(ErasureScope.CONTACT);
        var found = whom(request, scope);
        var footprint = footprints.of(request.workspace().id(), found.contacts(), request.now());
        return HttpResponse.ok(shown(footprint, found.cut()));
    }

    private static Json shown(Footprint footprint, boolean cut) {
        var shown = Json.object()
                .put("contacts", footprint.contacts())
                .put("conversations", footprint.conversations())
                .put("messages", footprint.messages())
                .put("attachments", footprint.attachments())
                .put("values", footprint.values())
                .put("changes", footprint.changes())
                .put("exports", footprint.exports());
        return marked(shown, cut);
    }

    /// From its answer on the contact, or everybody who is the person, is unknown. Another attempt under the same key makes sure
    /// of that.
    HttpResponse erase(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = attempts.earlier(request);
            if (earlier.isPresent()) {
                return again(request, earlier.get());
            }
            var wish = ErasureWish.of(request.body());
            var found = whom(request, wish.scope());
            var doomed = doomed(found.contacts());
            var said = new Tombstones.Said(wish.hint(), request.caller().actor(), request.now());
            var record = attempts.record(request, ACCEPTED,
                    Map.of(JOB, doomed.job().value(), ERASURE, doomed.erasureId(), CUT, Boolean.toString(found.cut())));
            if (tombstones.begin(ws, doomed, said, record)) {
                if (doomed.entries().size() > 1) {
                    tombstones.finish(ws, doomed, request.now());
                }
                return accepted(doomed.erasureId(), found.cut());
            }
        }
        throw Rejected.busy();
    }

    private HttpResponse again(HttpRequest request, Idempotency.Earlier earlier) {
        var ws = request.workspace().id();
        JobId.of(earlier.ids().getOrDefault(JOB, ""))
                .flatMap(id -> jobs.find(ws, id, request.now()))
                .ifPresent(job -> tombstones.finish(ws, Tombstones.of(job), request.now()));
        return accepted(Optional.ofNullable(earlier.ids().get(ERASURE)).orElseThrow(Rejected::notFound),
                Boolean.parseBoolean(earlier.ids().getOrDefault(CUT, ""))).replayed();
    }

    /// `cut`: there are more contacts, which are not erased.
    private static HttpResponse accepted(String erasureId, boolean cut) {
        return HttpResponse.of(ACCEPTED, marked(Json.object().put("erasureId", erasureId), cut));
    }

    private static Json marked(Json.Obj shown, boolean cut) {
        return cut ? shown.put(CUT, true) : shown;
    }

    private People.Found whom(HttpRequest request, ErasureScope scope) {
        var workspace = request.workspace();
        var named = ContactId.of(request.path("id"))
                .flatMap(id -> contacts.find(workspace.id(), id))
                .orElseThrow(Rejected::notFound);
        return switch (scope) {
            case CONTACT -> new People.Found(List.of(named.id()), false);
            case PERSON -> people.of(workspace, named.contact());
        };
    }

    private Tombstones.Doomed doomed(List<ContactId> all) {
        var entries = new LinkedHashMap<ContactId, String>();
        all.forEach(contact -> entries.put(contact, ids.get()));
        return new Tombstones.Doomed(new JobId(JobKind.ERASURE, ids.get()), entries);
    }
}
