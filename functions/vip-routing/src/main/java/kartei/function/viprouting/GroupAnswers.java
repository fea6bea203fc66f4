package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.RuleKey;
import kartei.domain.workspace.Workspace;
import kartei.storage.Rescoring;
import kartei.storage.RuleBook;

/// The routes of contact groups.
record GroupAnswers(EditRules edits, CreateOnce once, RunningJob running, PreviewGroup preview) {
    private static final String PATH = "/v1/contact-groups";

    /// The built-in one first, then by key.
    HttpResponse list(HttpRequest request) {
        var wanted = request.page();
        var workspace = request.workspace();
        var shown = new ArrayList<Json>();
        var keys = new ArrayList<String>();
        if (wanted.start().isEmpty()) {
            shown.add(GroupView.vip(workspace));
            keys.add("");
        }
        workspace.rules().groups().forEach((key, group) -> {
            if (wanted.start().filter(start -> key.compareTo(start) <= 0).isEmpty()) {
                shown.add(GroupView.of(workspace, group));
                keys.add(key);
            }
        });
        var count = Math.min(shown.size(), wanted.limit());
        var next = count < shown.size() ? Optional.of(keys.get(count - 1)) : Optional.<String>empty();
        return request.answer(new Page<Json>(shown.subList(0, count), next));
    }

    HttpResponse read(HttpRequest request) {
        var workspace = request.workspace();
        var key = request.path("key");
        if (isVip(key)) {
            return HttpResponse.ok(GroupView.vip(workspace), 0);
        }
        var group = workspace.rules().group(key).orElseThrow(Rejected::notFound);
        return HttpResponse.ok(running.beside(GroupView.of(workspace, group), request), group.version());
    }

    HttpResponse create(HttpRequest request) {
        var created = once.create(request, workspace -> {
            var body = request.body();
            var name = RuleName.read(body);
            var all = new CriteriaBody(workspace, Optional.empty()).read(body);
            body.check();
            if (workspace.allRules().groups().size() >= Limits.CONTACT_GROUPS_MAX) {
                throw Rejected
                        .conflict("there are " + Limits.CONTACT_GROUPS_MAX + " contact groups, which is the most");
            }
            var key = name.free("group", taken -> isVip(taken) || workspace.allRules().group(taken).isPresent());
            return new CreateOnce.Creation(key, edit(workspace, new ContactGroup(key, name.name(), all, 1), true));
        });
        var group = created.workspace().rules().group(created.key()).orElseThrow(Rejected::notFound);
        var answer = HttpResponse.created(GroupView.of(created.workspace(), group), group.version(),
                PATH + "/" + group.key());
        return created.replayed() ? answer.replayed() : answer;
    }

    HttpResponse replace(HttpRequest request) {
        var key = request.path("key");
        refuseVip(key);
        var edited = edits.edit(request.workspace(), workspace -> {
            var before = workspace.rules().group(key).orElseThrow(Rejected::notFound);
            var body = request.body();
            body.text("key")
                    .filter(given -> !given.equals(before.key()))
                    .ifPresent(_ -> body.fault("key", "cannot change"));
            var name = RuleName.read(body).name();
            var all = new CriteriaBody(workspace, Optional.of(before)).read(body);
            body.check();
            request.ifMatch().check(before.version());
            var after = new ContactGroup(before.key(), name, all, before.version() + 1);
            return name.equals(before.name()) && all.equals(before.all()) ? Optional.empty()
                    : Optional.of(edit(workspace, after, !all.equals(before.all())));
        });
        var group = edited.workspace().rules().group(key).orElseThrow(Rejected::notFound);
        return HttpResponse.ok(RuleAnswers.with(GroupView.of(edited.workspace(), group), edited.job()),
                group.version());
    }

    /// `moves`: there may be other members than before.
    private static EditRules.Edit edit(Workspace workspace, ContactGroup after, boolean moves) {
        return new EditRules.Edit(List.of(RuleBook.put(workspace.id(), after)),
                moves ? Optional.of(members(after)) : Optional.empty());
    }

    private static Rescoring.Reach members(ContactGroup group) {
        return new Rescoring.Reach.Members(List.of(group.key()));
    }

    HttpResponse delete(HttpRequest request) {
        var key = request.path("key");
        refuseVip(key);
        edits.edit(request.workspace(), workspace -> {
            var group = workspace.rules().group(key).orElseThrow(Rejected::notFound);
            request.ifMatch().check(group.version());
            var uses = workspace.allRules().usesOfGroup(group.key());
            if (!uses.isEmpty()) {
                throw Rejected.conflict("the group is named by rules of " + String.join(" and ", uses));
            }
            return Optional.of(new EditRules.Edit(List.of(RuleBook.deleteGroup(workspace.id(), key)),
                    Optional.of(members(group))));
        });
        return HttpResponse.noContent();
    }

    /// How many contacts would be members now.
    HttpResponse preview(HttpRequest request) {
        var body = request.body();
        var all = new CriteriaBody(request.workspace(), Optional.empty()).read(body);
        body.check();
        return preview.answer(request, new ContactGroup("preview", "", all, 0));
    }

    private static boolean isVip(String key) {
        return RuleKey.folded(key).equals(ContactGroup.VIP);
    }

    private static void refuseVip(String key) {
        if (isVip(key)) {
            throw Rejected.conflict("the group vip is built in");
        }
    }
}
