package kartei.function.attributeadmin;

import java.util.Optional;

import kartei.api.json.Json;
import kartei.api.view.JobView;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.job.Job;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Preview;
import kartei.domain.workspace.Workspace;
import kartei.storage.Crowds.Crowd;

/// The matching attribute and what it links, as the API shows them.
final class MatchingView {
    private MatchingView() {}

    /// What was asked for; while its links are still being built, also what is in force until then.
    static Json of(Workspace workspace, Optional<Job> job) {
        var linking = workspace.settings().linking();
        var shown = rule(workspace, linking.wanted());
        job.ifPresent(running -> shown.put("inForce", rule(workspace, linking.rule())).put("job", JobView.of(running)));
        return shown;
    }

    private static Json.Obj rule(Workspace workspace, LinkRule rule) {
        var key = rule.attribute().flatMap(workspace.attributes()::withId).map(AttributeDefinition::key);
        return Json.object()
                .putOrNull("attribute", key.map(found -> found.value()))
                .putIfPresent("defaultRegion", rule.region());
    }

    static Json.Obj of(Preview preview) {
        var groups = preview.groups();
        return Json.object()
                .put("contacts", preview.contacts())
                .put("linkedContacts", groups.linked())
                .put("persons", groups.persons())
                .put("tooCommon", groups.tooCommon())
                .put("largest", groups.largest().stream().map(size -> Json.object().put("contacts", size)).toList());
    }

    static Json of(Crowd crowd) {
        var shown = Json.object().put("contacts", crowd.contacts());
        if (crowd.orMore()) {
            shown.put("orMore", true);
        }
        return shown.put("sample", Json.texts(crowd.sample().stream().map(contact -> contact.value()).toList()));
    }
}
