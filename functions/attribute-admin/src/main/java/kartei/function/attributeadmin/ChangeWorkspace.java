package kartei.function.attributeadmin;

import java.util.List;
import java.util.Optional;

import kartei.api.Tries;
import kartei.api.http.Precondition;
import kartei.api.json.Body;
import kartei.domain.Feature;
import kartei.domain.Limits;
import kartei.domain.Plan;
import kartei.domain.Wording;
import kartei.domain.job.Job;
import kartei.domain.workspace.Workspace;
import kartei.storage.Rescoring;
import kartei.storage.Workspaces;

/// Changes the workspace's name and plan (S2, S6).
record ChangeWorkspace(Workspaces workspaces, Tries tries, ClearJobs jobs) {
    /// What has a say in the score or team of a conversation.
    private static final List<Feature> COUNTED = List.of(Feature.VIP, Feature.CONTACT_GROUPS, Feature.PRIORITIZATION,
            Feature.ROUTING);

    Workspace change(Workspace workspace, Body body, Precondition ifMatch) {
        List.of("name", "plan").stream().filter(body::isNull).forEach(member -> body.fault(member, "must not be null"));
        var name = body.text("name");
        name.ifPresent(text -> body.fault("name", Wording.violationOfLine(text, Limits.WORKSPACE_NAME_CHARS_MAX)));
        var plan = body.word("plan", Plan::of, "standard, professional, advanced, enterprise");
        body.check();
        return tries.until(workspace, fresh -> changed(fresh, name.map(Wording::trimmed), plan, ifMatch));
    }

    private Optional<Workspace> changed(
            Workspace workspace,
            Optional<String> name,
            Optional<Plan> plan,
            Precondition ifMatch) {
        var settings = workspace.settings();
        ifMatch.check(settings.version());
        var newName = name.orElse(settings.name());
        var newPlan = plan.orElse(settings.plan());
        if (newName.equals(settings.name()) && newPlan == settings.plan()) {
            return Optional.of(workspace);
        }
        var rescoring = COUNTED.stream().anyMatch(feature -> settings.plan().has(feature) != newPlan.has(feature))
                ? Optional.of(jobs.of(new Rescoring.Reach.Open()))
                : Optional.<Job>empty();
        return workspaces.change(workspace, newName, newPlan, rescoring);
    }
}
