package kartei.function.inbox;

import kartei.api.json.Json;
import kartei.api.view.RuleView;
import kartei.domain.contact.Contact;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Placement;
import kartei.domain.conversation.Standing;
import kartei.domain.workspace.Workspace;

/// Why a conversation has its score and its team: which rules match now, by what they looked at, and where it `stands`, which is
/// another place only for as long as the stream or a job has not come to it.
final class WhyView {
    private WhyView() {}

    static Json of(Workspace workspace, Contact contact, Conversation conversation) {
        var place = Placement.of(workspace, contact, conversation);
        var rules = workspace.rules();
        var matched = Json.array(place.verdict().matched(),
                index -> Json.object()
                        .put("index", index)
                        .put("rule", RuleView.of(rules.prioritization().rules().get(index))));
        var inputs = Json.object()
                .put("groups", Json.texts(workspace.groupsThatCount(contact)))
                .put("topics", Json.texts(conversation.topics()))
                .put("channel", conversation.channelId())
                .put("visibility", conversation.visibility().word());
        return stood(Json.object(), place.standing()).put("matched", matched)
                .put("routedBy", routedBy(workspace, place))
                .put("inputs", inputs)
                .put("stands", stood(Json.object(), conversation.standing()));
    }

    private static Json.Obj stood(Json.Obj shown, Standing standing) {
        return shown.put("score", standing.score())
                .put("team", standing.team())
                .put("rulesVersion", standing.rulesStamp())
                .put("contactVersion", standing.contactRev());
    }

    private static Json routedBy(Workspace workspace, Placement place) {
        if (place.standing().given().isPresent()) {
            return new Json.Text("manual");
        }
        var rules = workspace.rules().routing().rules();
        return place.verdict()
                .routedBy()
                .<Json>map(index -> Json.object().put("index", index).put("rule", RuleView.of(rules.get(index))))
                .orElseGet(() -> new Json.Text("fallback"));
    }
}
