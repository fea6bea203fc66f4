package kartei.function.attributeadmin;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Page;
import kartei.domain.job.Job;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Linking;
import kartei.domain.workspace.Workspace;
import kartei.storage.Crowds;
import kartei.storage.Jobs;

/// What the routes of the matching attribute answer (S27–S31).
record MatchingAnswers(ChangeMatching change, PreviewMatching preview, Crowds crowds, Jobs jobs) {

    HttpResponse show(HttpRequest request) {
        var workspace = request.workspace();
        return HttpResponse.ok(MatchingView.of(workspace, job(workspace, request)), version(workspace));
    }

    HttpResponse change(HttpRequest request) {
        var wish = MatchingWish.of(request.body());
        var changed = change.change(request.workspace(), wish, request.ifMatch(), request.now());
        var job = job(changed, request);
        var shown = MatchingView.of(changed, job);
        return job.isPresent() ? HttpResponse.accepted(shown, version(changed))
                : HttpResponse.ok(shown, version(changed));
    }

    private static long version(Workspace workspace) {
        return workspace.settings().linking().version();
    }

    /// The job that builds what was asked for.
    private Optional<Job> job(Workspace workspace, HttpRequest request) {
        return workspace.settings()
                .linking()
                .building()
                .map(Linking.Building::job)
                .flatMap(id -> jobs.find(workspace.id(), id, request.now()));
    }

    HttpResponse preview(HttpRequest request) {
        var wish = MatchingWish.of(request.body());
        var workspace = request.workspace();
        var rule = LinkRule.NONE.changed(wish.attributeIn(workspace), wish.regionIn(workspace), 0);
        return preview.answer(request, rule);
    }

    HttpResponse tooCommon(HttpRequest request) {
        var workspace = request.workspace();
        var rule = workspace.linkRule();
        var generation = Long.toString(rule.generation());
        var wanted = request.page(generation);
        var found = rule.attribute().isPresent()
                ? crowds.tooCommon(workspace.id(), rule, wanted.start(), wanted.limit())
                : Page.<Crowds.Crowd>last(List.of());
        return request.answer(found.map(MatchingView::of), generation);
    }
}
