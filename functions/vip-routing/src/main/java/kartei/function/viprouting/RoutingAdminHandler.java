package kartei.function.viprouting;

import java.util.List;

import kartei.api.Ground;
import kartei.api.StartJob;
import kartei.api.Tries;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.api.Attempts;
import kartei.api.CountOnce;
import kartei.domain.Feature;
import kartei.domain.Role;
import kartei.storage.Jobs;
import kartei.storage.Members;
import kartei.storage.Queue;
import kartei.storage.Reconciling;
import kartei.storage.RuleBook;

/// HTTP entry point: contact groups, prioritisation, routing, teams.
public final class RoutingAdminHandler extends HttpFunction {
    public RoutingAdminHandler() {
        this(World.real());
    }

    public RoutingAdminHandler(World world) {
        var ground = Ground.of(world);
        var table = ground.table();
        var edits = new EditRules(new RuleBook(table), ground.workspaces(), world.ids()::next, world.clock(),
                new Tries(ground.workspaces(), world::backOff));
        var attempts = new Attempts(ground.idempotency());
        var once = new CreateOnce(edits, attempts);
        var jobs = new Jobs(table);
        var running = new RunningJob(jobs);
        var preview = new PreviewGroup(new Members(table), new CountOnce(table, jobs, attempts), world.ids()::next);
        super(ground.edge(),
                routes(new GroupAnswers(edits, once, running, preview), new RuleAnswers(edits, running),
                        new TeamAnswers(edits, once, new Queue(table)),
                        new StartJob(jobs, attempts, Reconciling::job, world.ids()::next)));
    }

    private static List<Route> routes(GroupAnswers groups, RuleAnswers rules, TeamAnswers teams, StartJob reconcile) {
        var grouping = Access.admin(Feature.CONTACT_GROUPS);
        var prioritizing = Access.admin(Feature.PRIORITIZATION);
        var routing = Access.admin(Feature.ROUTING);
        return List.of(Route.get("/v1/contact-groups", grouping, groups::list),
                Route.post("/v1/contact-groups", grouping, groups::create),
                Route.post("/v1/contact-groups/preview", grouping, groups::preview),
                Route.get("/v1/contact-groups/{key}", grouping, groups::read),
                Route.put("/v1/contact-groups/{key}", grouping, groups::replace),
                Route.delete("/v1/contact-groups/{key}", grouping, groups::delete),
                Route.get("/v1/prioritization", prioritizing, rules::prioritization),
                Route.put("/v1/prioritization", prioritizing, rules::prioritize),
                Route.get("/v1/routing", routing, rules::routing), Route.put("/v1/routing", routing, rules::route),
                Route.get("/v1/teams", routing, teams::list), Route.post("/v1/teams", routing, teams::create),
                Route.delete("/v1/teams/{key}", routing, teams::delete),
                Route.post("/v1/maintenance/reconcile", Access.inEveryPlan(Role.ADMIN), reconcile::answer));
    }
}
