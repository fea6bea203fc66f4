package kartei.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;

import org.crac.Core;
import org.junit.jupiter.api.Test;

import kartei.api.json.Json;
import kartei.domain.Plan;
import kartei.domain.Rejected;
import kartei.domain.Role;

/// What a function does before its snapshot is taken.
class PrimingTest {
    private static final Access ADMIN = Access.inEveryPlan(Role.ADMIN);

    @Test
    void answersEveryReadThatNeedsNoIdAndNothingElse() {
        var asked = new ArrayList<String>();
        Route.Action action = request -> {
            asked.add(request.method() + " " + request.path() + " in " + request.workspace().id().value());
            return HttpResponse.ok(Json.object());
        };
        var function = new TestFunction(Plan.STANDARD, Route.get("/v1/list", ADMIN, action),
                Route.get("/v1/list/{id}", ADMIN, action), Route.post("/v1/list", ADMIN, action),
                Route.get("/hooks", Access.withoutToken(), action),
                Route.get("/v1/more", Access.inEveryPlan(Role.ADMIN, Role.AGENT), action),
                Route.get("/v1/machines", Access.inEveryPlan(Role.CONNECTOR), action));

        assertThat(function.priming().prime()).containsExactly(200, 200);
        assertThat(asked).containsExactly("GET /v1/list in -", "GET /v1/more in -");
    }

    @Test
    void aFailureKeepsNoVersionFromBeingPublished() {
        Gate broken = ws -> {
            throw Rejected.busy();
        };
        var function = new TestFunction(broken, Route.get("/v1/list", ADMIN,
                request -> HttpResponse.ok(Json.object().put("n", request.workspace().settings().version()))));

        assertThatCode(() -> function.priming().beforeCheckpoint(Core.getGlobalContext())).doesNotThrowAnyException();
        assertThatCode(() -> function.priming().afterRestore(Core.getGlobalContext())).doesNotThrowAnyException();
        assertThat(function.priming().prime()).containsExactly(503);
    }

    @Test
    void aClassThatIsMissingKeepsNoneEither() {
        var function = new TestFunction(Plan.STANDARD, Route.get("/v1/list", ADMIN, request -> {
            throw new NoClassDefFoundError("x");
        }));

        assertThat(function.priming().prime()).isEmpty();
    }
}
