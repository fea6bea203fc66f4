package kartei.function.viprouting;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.api.view.RuleView;
import kartei.domain.job.Job;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.RoutingRules;
import kartei.storage.Rescoring;
import kartei.storage.RuleBook;

/// The routes of prioritisation and routing. A change answers 202 with the job that puts right what is open.
record RuleAnswers(EditRules edits, RunningJob running) {

    HttpResponse prioritization(HttpRequest request) {
        var now = request.workspace().rules().prioritization();
        return HttpResponse.ok(running.beside(shown(now), request), now.version());
    }

    HttpResponse prioritize(HttpRequest request) {
        var edited = edits.edit(request.workspace(), workspace -> {
            var before = workspace.rules().prioritization();
            var rules = RulesBody.prioritization(request.body(), workspace.rules());
            request.ifMatch().check(before.version());
            var after = new Prioritization(rules, before.version() + 1);
            return rules.equals(before.rules()) ? Optional.empty()
                    : Optional.of(new EditRules.Edit(List.of(RuleBook.put(workspace.id(), after)),
                            Optional.of(new Rescoring.Reach.Open())));
        });
        var after = edited.workspace().rules().prioritization();
        return answer(shown(after), after.version(), edited.job());
    }

    HttpResponse routing(HttpRequest request) {
        var now = request.workspace().rules().routing();
        return HttpResponse.ok(running.beside(shown(now), request), now.version());
    }

    HttpResponse route(HttpRequest request) {
        var edited = edits.edit(request.workspace(), workspace -> {
            var before = workspace.rules().routing();
            var wanted = RulesBody.routing(request.body(), workspace.rules());
            request.ifMatch().check(before.version());
            var after = new RoutingRules(wanted.rules(), wanted.fallbackTeam(), before.version() + 1);
            return wanted.rules().equals(before.rules()) && wanted.fallbackTeam().equals(before.fallbackTeam())
                    ? Optional.empty()
                    : Optional.of(new EditRules.Edit(List.of(RuleBook.put(workspace.id(), after)),
                            Optional.of(new Rescoring.Reach.Open())));
        });
        var after = edited.workspace().rules().routing();
        return answer(shown(after), after.version(), edited.job());
    }

    private static HttpResponse answer(Json.Obj shown, long version, Optional<Job> job) {
        return job.isEmpty() ? HttpResponse.ok(shown, version) : HttpResponse.accepted(with(shown, job), version);
    }

    /// With the job that follows.
    static Json.Obj with(Json.Obj shown, Optional<Job> job) {
        job.ifPresent(started -> shown.put("job", JobView.of(started)));
        return shown;
    }

    private static Json.Obj shown(Prioritization prioritization) {
        return Json.object().put("rules", Json.array(prioritization.rules(), RuleView::of));
    }

    private static Json.Obj shown(RoutingRules routing) {
        return Json.object()
                .put("rules", Json.array(routing.rules(), RuleView::of))
                .put("fallbackTeam", routing.fallbackTeam());
    }
}
