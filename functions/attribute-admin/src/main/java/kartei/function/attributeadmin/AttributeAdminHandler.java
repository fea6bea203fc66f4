package kartei.function.attributeadmin;

import java.util.List;
import java.util.stream.Stream;

import kartei.api.Tries;
import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.api.Attempts;
import kartei.api.CountOnce;
import kartei.domain.Feature;
import kartei.domain.Role;
import kartei.storage.Crowds;
import kartei.storage.Definitions;
import kartei.storage.Jobs;
import kartei.storage.Linkings;
import kartei.storage.Previews;
import kartei.storage.Tallies;
import kartei.storage.Usage;

/// HTTP entry point: the workspace, its attributes and its jobs, and what no route takes.
public final class AttributeAdminHandler extends HttpFunction {
    public AttributeAdminHandler() {
        this(World.real());
    }

    public AttributeAdminHandler(World world) {
        var ground = Ground.of(world);
        var workspaces = ground.workspaces();
        var definitions = new Definitions(ground.table());
        var usage = new Usage(ground.table(), world.ids()::below);
        var tries = new Tries(workspaces, world::backOff);
        var jobs = new Jobs(ground.table());
        var linkings = new Linkings(ground.table(), world.ids()::next);
        var matching = new MatchingAnswers(new ChangeMatching(linkings, workspaces, tries),
                new PreviewMatching(new Previews(ground.table()),
                        new CountOnce(ground.table(), jobs, new Attempts(ground.idempotency())), world.ids()::next),
                new Crowds(ground.table()), jobs);
        var clearJobs = new ClearJobs(world.ids()::next, world.clock());
        var answers = new Answers(world.ids()::next, new ListAttributes(usage),
                new CreateAttribute(definitions, workspaces, ground.idempotency(), tries, world.ids()::next),
                new ChangeAttribute(definitions, workspaces, usage, tries, clearJobs),
                new DeleteAttribute(definitions, tries, clearJobs), new OrderAttributes(definitions, workspaces, tries),
                new ChangeWorkspace(workspaces, tries, clearJobs));
        super(ground.edge(), Stream.concat(matching(matching, new ReadJob(jobs, new Tallies(ground.table()))).stream(),
                attributes(answers).stream()).toList());
    }

    private static List<Route> matching(MatchingAnswers matching, ReadJob job) {
        var admin = Access.admin(Feature.MATCHING);
        return List.of(Route.get("/v1/settings/matching", admin, matching::show),
                Route.put("/v1/settings/matching", admin, matching::change),
                Route.post("/v1/settings/matching/preview", admin, matching::preview),
                Route.get("/v1/settings/matching/too-common", admin, matching::tooCommon),
                Route.get("/v1/jobs/{id}", Access.inEveryPlan(Role.ADMIN), job::answer));
    }

    private static List<Route> attributes(Answers answers) {
        var everyone = Access.everyone(Feature.ATTRIBUTES);
        var admin = Access.admin(Feature.ATTRIBUTES);
        var custom = Access.admin(Feature.CUSTOM_ATTRIBUTES);
        return List.of(Route.get("/v1/workspace", Access.inEveryPlan(Role.values()), answers::workspace),
                Route.patch("/v1/workspace", Access.inEveryPlan(Role.ADMIN), answers::changeWorkspace),
                Route.get("/v1/attributes", everyone, answers::list),
                Route.post("/v1/attributes", custom, answers::create),
                Route.get("/v1/attributes/{key}", admin, answers::read),
                Route.patch("/v1/attributes/{key}", admin, answers::change),
                Route.delete("/v1/attributes/{key}", custom, answers::delete),
                Route.put("/v1/attributes/{key}/position", admin, answers::move),
                Route.put("/v1/attributes/order", admin, answers::order), Route.otherwise(request -> {
                    throw ApiPaths.refusal(request.path());
                }));
    }
}
