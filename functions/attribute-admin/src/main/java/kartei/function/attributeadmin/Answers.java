package kartei.function.attributeadmin;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.Medium;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Role;
import kartei.domain.workspace.Workspace;
import kartei.function.attributeadmin.ListAttributes.Filter;

/// What each route answers: the request's parts go to the verb, what the verb returns becomes the answer.
record Answers(
        Supplier<String> ids,
        ListAttributes list,
        CreateAttribute create,
        ChangeAttribute change,
        DeleteAttribute delete,
        OrderAttributes order,
        ChangeWorkspace changeWorkspace) {
    private static final String ATTRIBUTES = "/v1/attributes";
    private static final String MEDIA = Arrays.stream(Medium.values())
            .map(Medium::word)
            .collect(Collectors.joining(", "));

    HttpResponse workspace(HttpRequest request) {
        return shown(request.workspace());
    }

    HttpResponse changeWorkspace(HttpRequest request) {
        return shown(changeWorkspace.change(request.workspace(), request.body(), request.ifMatch()));
    }

    private static HttpResponse shown(Workspace workspace) {
        return HttpResponse.ok(WorkspaceView.of(workspace), workspace.settings().version());
    }

    HttpResponse list(HttpRequest request) {
        return listed(request, filter(request), request.workspace());
    }

    private HttpResponse listed(HttpRequest request, Filter filter, Workspace workspace) {
        var page = list.list(workspace, filter, request.page(filter.words()));
        return request.answer(page, workspace.attributes().stamp(), filter.words());
    }

    private static Filter filter(HttpRequest request) {
        var role = request.caller().role();
        var withUsage = wantsUsage(request);
        if (withUsage && role != Role.ADMIN) {
            throw new Rejected(new Rejection.Forbidden("the role " + role.word() + " may not see counts"));
        }
        var medium = request.query("medium")
                .map(word -> Medium.of(word)
                        .orElseThrow(() -> Rejected.invalid("/medium", "must be a medium: " + MEDIA)));
        return new Filter(medium, role != Role.ADMIN, withUsage);
    }

    private static boolean wantsUsage(HttpRequest request) {
        return request.query("include").filter(words -> List.of(words.split(",", -1)).contains("usage")).isPresent();
    }

    HttpResponse create(HttpRequest request) {
        var wanted = NewAttribute.of(request.body());
        var created = create.create(request.workspace(), wanted, request.attempt(), request.now());
        var definition = created.definition();
        var answer = HttpResponse.created(AttributeView.of(Catalog.of(created.workspace()), definition),
                definition.version(), ATTRIBUTES + "/" + definition.key().value());
        return created.replayed() ? answer.replayed() : answer;
    }

    HttpResponse read(HttpRequest request) {
        var workspace = request.workspace();
        var catalog = Catalog.of(workspace);
        var definition = catalog.require(request.path("key"));
        return HttpResponse.ok(AttributeView.of(catalog, definition), definition.version());
    }

    HttpResponse change(HttpRequest request) {
        var wish = new ChangeAttribute.Wish(request.path("key"), new AttributePatch(request.body(), ids),
                request.ifMatch(), request.query("clearValues").filter("true"::equals).isPresent());
        var changed = change.change(request.workspace(), wish);
        var shown = AttributeView.of(Catalog.of(changed.workspace()), changed.definition());
        changed.job().ifPresent(job -> shown.put("job", JobView.of(job)));
        return HttpResponse.ok(shown, changed.definition().version());
    }

    HttpResponse delete(HttpRequest request) {
        var deleted = delete.delete(request.workspace(), request.path("key"), request.ifMatch());
        return HttpResponse.of(202,
                Json.object()
                        .put("key", deleted.definition().key().value())
                        .put("state", "clearing")
                        .put("job", JobView.of(deleted.job())));
    }

    HttpResponse move(HttpRequest request) {
        var moved = order.move(request.workspace(), request.path("key"), request.body(), request.ifMatch());
        return listed(request.forListAt(ATTRIBUTES), Filter.NONE, moved);
    }

    HttpResponse order(HttpRequest request) {
        var ordered = order.order(request.workspace(), request.body(), request.ifMatch());
        return listed(request.forListAt(ATTRIBUTES), Filter.NONE, ordered);
    }
}
