package kartei.function.viprouting;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.rule.RuleKey;
import kartei.domain.rule.Team;
import kartei.domain.workspace.Workspace;
import kartei.storage.Queue;
import kartei.storage.Rescoring;
import kartei.storage.RuleBook;

/// The routes of teams.
record TeamAnswers(EditRules edits, CreateOnce once, Queue queue) {
    private static final String PATH = "/v1/teams";

    /// The built-in one first, then by key.
    HttpResponse list(HttpRequest request) {
        var wanted = request.page();
        var rules = request.workspace().rules();
        var teams = rules.teamKeys()
                .stream()
                .flatMap(key -> rules.team(key).stream())
                .filter(team -> wanted.start().filter(start -> !isAfter(team, start)).isEmpty())
                .toList();
        var shown = teams.subList(0, Math.min(teams.size(), wanted.limit()));
        var next = shown.size() < teams.size() ? Optional.of(RuleKey.folded(shown.getLast().key()))
                : Optional.<String>empty();
        return request.answer(new Page<>(shown, next).map(TeamAnswers::shown));
    }

    private static boolean isAfter(Team team, String start) {
        return !team.equals(Team.EVERYONE)
                && (start.equals(Team.EVERYONE.key()) || RuleKey.folded(team.key()).compareTo(start) > 0);
    }

    HttpResponse create(HttpRequest request) {
        var created = once.create(request, workspace -> {
            var body = request.body();
            var name = RuleName.read(body);
            body.check();
            if (workspace.allRules().teams().size() >= Limits.TEAMS_MAX) {
                throw Rejected.conflict("there are " + Limits.TEAMS_MAX + " teams, which is the most");
            }
            var key = name.free("team", taken -> workspace.allRules().team(taken).isPresent());
            return new CreateOnce.Creation(key, new EditRules.Edit(
                    List.of(RuleBook.put(workspace.id(), new Team(key, name.name(), 1))), Optional.empty()));
        });
        var team = created.workspace().rules().team(created.key()).orElseThrow(Rejected::notFound);
        var answer = HttpResponse.created(shown(team), team.version(), PATH);
        return created.replayed() ? answer.replayed() : answer;
    }

    private static Json shown(Team team) {
        return Json.object().put("key", team.key()).put("name", team.name());
    }

    /// What is resolved, or came in between, goes to the team that the rules name.
    HttpResponse delete(HttpRequest request) {
        var key = request.path("key");
        edits.edit(request.workspace(), workspace -> {
            var team = workspace.rules().team(key).orElseThrow(Rejected::notFound);
            checkUnused(workspace, team);
            return Optional.of(new EditRules.Edit(List.of(RuleBook.deleteTeam(workspace.id(), team.key())),
                    Optional.of(new Rescoring.Reach.Work(team.key()))));
        });
        return HttpResponse.noContent();
    }

    private void checkUnused(Workspace workspace, Team team) {
        if (team.equals(Team.EVERYONE)) {
            throw Rejected.conflict("the team everyone is built in");
        }
        if (workspace.allRules().leadTo(team.key())) {
            throw Rejected.conflict("the team is named by rules of routing");
        }
        for (var status : List.of(ConversationStatus.NEW, ConversationStatus.PENDING)) {
            var wanted = new Queue.Wanted(workspace.id(), List.of(team.key()), status, 1, Optional.empty());
            if (!queue.page(wanted, _ -> true).items().isEmpty()) {
                throw Rejected.conflict("the team has open conversations");
            }
        }
    }
}
