package kartei.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.storage.TableCheck;
import kartei.testkit.FunctionCalls;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import static org.assertj.core.api.Assertions.assertThat;

/// S2, S6: every route, for every plan and every kind of caller. First 401, then what the plan lacks (404
/// `feature-not-in-plan`), then the role and the scope (403), then everything else.
class PlansAndRolesTest {
    private static final List<String> PLANS = List.of("standard", "professional", "advanced", "enterprise");

    /// Which plan has which feature, in the order in which `GET /v1/workspace` lists them.
    private static final String FEATURES = """
            feature           | standard | professional | advanced | enterprise
            attributes        | yes      | yes          | yes      | yes
            contacts          | yes      | yes          | yes      | yes
            erasure           | yes      | yes          | yes      | yes
            access-bundle     | yes      | yes          | yes      | yes
            values            | -        | -            | yes      | yes
            custom-attributes | -        | -            | yes      | yes
            matching          | -        | -            | yes      | yes
            vip               | -        | -            | yes      | yes
            contact-groups    | -        | -            | yes      | yes
            prioritization    | -        | -            | yes      | yes
            routing           | -        | -            | yes      | yes
            crm               | -        | -            | -        | yes
            exports           | -        | -            | -        | yes
            virtual-agents    | -        | -            | -        | yes
            """;

    /// What a route needs, and what it answers to whoever may ask it: for something that is not there, or a body that is not
    /// one, so that nothing is changed.
    private static final String ROUTES = """
            route                                   | feature           | who                   | beyond
            GET /v1/workspace                       | -                 | admin agent connector | 200
            PATCH /v1/workspace                     | -                 | admin                 | 422 invalid
            GET /v1/attributes                      | attributes        | admin agent connector | 200
            POST /v1/attributes                     | custom-attributes | admin                 | 422 invalid
            PUT /v1/attributes/order                | attributes        | admin                 | 422 invalid
            GET /v1/attributes/{key}                | attributes        | admin                 | 404 not-found
            PATCH /v1/attributes/{key}              | attributes        | admin                 | 404 not-found
            DELETE /v1/attributes/{key}             | custom-attributes | admin                 | 404 not-found
            PUT /v1/attributes/{key}/position       | attributes        | admin                 | 404 not-found
            POST /v1/messages                       | -                 | messages:write        | 422 invalid
            GET /v1/channels                        | -                 | admin                 | 200
            PUT /v1/channels/{id}                   | -                 | admin                 | 422 invalid
            GET /v1/contacts                        | contacts          | admin agent           | 200
            GET /v1/contacts/{id}                   | contacts          | admin agent           | 404 not-found
            PATCH /v1/contacts/{id}/attributes      | values            | admin agent           | 404 not-found
            PUT /v1/contacts/{id}/vip               | vip               | admin agent           | 404 not-found
            GET /v1/contacts/{id}/history           | contacts          | admin agent           | 404 not-found
            GET /v1/contacts/{id}/links             | contacts          | admin agent           | 404 not-found
            PUT /v1/contacts/{id}/not-same/{otherId} | matching         | admin                 | 404 not-found
            DELETE /v1/contacts/{id}/not-same/{otherId} | matching      | admin                 | 404 not-found
            GET /v1/contacts/{id}/changes           | contacts          | admin                 | 404 not-found
            GET /v1/contacts/{id}/attachments/{attachmentId} | contacts | admin agent           | 404 not-found
            GET /v1/settings/matching               | matching          | admin                 | 200
            PUT /v1/settings/matching               | matching          | admin                 | 422 invalid
            POST /v1/settings/matching/preview      | matching          | admin                 | 422 invalid
            GET /v1/settings/matching/too-common    | matching          | admin                 | 200
            GET /v1/jobs/{id}                       | -                 | admin                 | 404 not-found
            GET /v1/conversations                   | -                 | admin agent           | 200
            GET /v1/conversations/{id}              | -                 | admin agent           | 404 not-found
            GET /v1/conversations/{id}/messages     | -                 | admin agent           | 404 not-found
            POST /v1/conversations/{id}/messages    | -                 | admin agent           | 404 not-found
            PUT /v1/conversations/{id}/status       | -                 | admin agent           | 422 invalid
            PUT /v1/conversations/{id}/topics       | -                 | admin agent           | 422 invalid
            PUT /v1/conversations/{id}/team         | -                 | admin agent           | 422 invalid
            GET /v1/contact-groups                  | contact-groups    | admin                 | 200
            POST /v1/contact-groups                 | contact-groups    | admin                 | 422 invalid
            POST /v1/contact-groups/preview         | contact-groups    | admin                 | 422 invalid
            GET /v1/contact-groups/{key}            | contact-groups    | admin                 | 404 not-found
            PUT /v1/contact-groups/{key}            | contact-groups    | admin                 | 404 not-found
            DELETE /v1/contact-groups/{key}         | contact-groups    | admin                 | 404 not-found
            GET /v1/prioritization                  | prioritization    | admin                 | 200
            PUT /v1/prioritization                  | prioritization    | admin                 | 422 invalid
            GET /v1/routing                         | routing           | admin                 | 200
            PUT /v1/routing                         | routing           | admin                 | 422 invalid
            GET /v1/teams                           | routing           | admin                 | 200
            POST /v1/teams                          | routing           | admin                 | 422 invalid
            DELETE /v1/teams/{key}                  | routing           | admin                 | 404 not-found
            POST /v1/maintenance/reconcile          | -                 | admin                 | 202
            GET /v1/conversations/{id}/why          | -                 | admin agent           | 404 not-found
            GET /v1/contacts/{id}/groups/{key}/why  | contact-groups    | admin agent           | 404 not-found
            GET /v1/exports                         | exports           | admin                 | 200
            POST /v1/exports                        | exports           | admin                 | 422 invalid
            GET /v1/exports/{id}                    | exports           | admin                 | 404 not-found
            DELETE /v1/exports/{id}                 | exports           | admin                 | 404 not-found
            GET /v1/exports/{id}/file               | exports           | admin                 | 404 not-found
            GET /v1/exports/{id}/schema             | exports           | admin                 | 404 not-found
            GET /v1/export-schedules                | exports           | admin                 | 200
            POST /v1/export-schedules               | exports           | admin                 | 422 invalid
            GET /v1/export-schedules/{id}           | exports           | admin                 | 404 not-found
            PUT /v1/export-schedules/{id}           | exports           | admin                 | 404 not-found
            DELETE /v1/export-schedules/{id}        | exports           | admin                 | 404 not-found
            POST /v1/imports                        | exports           | admin                 | 422 invalid
            GET /v1/imports/{id}                    | exports           | admin                 | 404 not-found
            POST /v1/imports/{id}/start             | exports           | admin                 | 404 not-found
            GET /v1/imports/{id}/rejects            | exports           | admin                 | 404 not-found
            GET /v1/settings/privacy                | erasure           | admin                 | 200
            PUT /v1/settings/privacy                | erasure           | admin                 | 422 invalid
            POST /v1/contacts/{id}/access-bundle    | access-bundle     | admin                 | 404 not-found
            GET /v1/access-bundles/{id}             | access-bundle     | admin                 | 404 not-found
            GET /v1/access-bundles/{id}/file        | access-bundle     | admin                 | 404 not-found
            GET /hooks/{workspace}/{channelId}/meta  | -                | everybody             | 403 forbidden
            POST /hooks/{workspace}/{channelId}/meta | -                | everybody             | 401 unauthenticated
            $default                                | -                 | everybody             | 404 not-found
            """;

    /// Who calls: the claims of a token that the gateway has checked; none without a token. A scope is for connectors only, an
    /// agent who has one is no more than an agent.
    private static final Map<String, Map<String, String>> CALLERS = callers();

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final House house;

    PlansAndRolesTest(TestTable table) {
        house = new House(table);
    }

    @BeforeEach
    void haveAWorkspaceOfEachPlan() {
        for (var plan : PLANS) {
            var changed = house.call(caller -> caller.as("admin", "w-" + plan), "PATCH", "/v1/workspace",
                    "{\"plan\": \"" + plan + "\"}");
            assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        }
    }

    @AfterEach
    void close() {
        house.close();
    }

    private record Row(String route, String feature, Set<String> who, String beyond) {}

    @Test
    @DisplayName("S2, S6: the table names every route with its feature, and no other")
    void namesEveryRoute() {
        assertThat(rows().map(row -> row.route() + " | " + row.feature()))
                .as("routes in this test's table, and routes in the code")
                .containsExactlyInAnyOrderElementsOf(house.routes().stream().map(PlansAndRolesTest::named).toList());
    }

    private static String named(Route route) {
        return route.key() + " | " + route.access().feature().map(Feature::word).orElse("-");
    }

    @TestFactory
    @DisplayName("S2, S6: every route x plan x caller")
    Stream<DynamicTest> answersEachCallerOfEachPlan() {
        return rows().map(row -> DynamicTest.dynamicTest("S2, S6: " + row.route(),
                () -> assertThat(differences(row)).as(row.route()).isEmpty()));
    }

    @TestFactory
    @DisplayName("S2: GET /v1/workspace lists the features of the plan")
    Stream<DynamicTest> listsTheFeaturesOfThePlan() {
        return PLANS.stream().map(plan -> DynamicTest.dynamicTest("S2: " + plan, () -> {
            var shown = house.call(caller -> caller.as("agent", "w-" + plan), "GET", "/v1/workspace", "");

            assertThat(shown.at("/plan")).hasValue(plan);
            assertThat(shown.json().at("/features").valueStream().map(feature -> feature.asString()))
                    .containsExactlyInAnyOrderElementsOf(featuresOf(plan));
        }));
    }

    @Test
    @DisplayName("S2, S12: the options of a dropdown are a part of custom-attributes, its switch is not")
    void changesOptionsOnlyWhereThePlanHasCustomAttributes() {
        send("POST", "/v1/attributes",
                "{\"label\": \"Tier\", \"type\": \"dropdown\", \"options\": [\"Gold\", \"Tin\"]}");
        send("PATCH", "/v1/workspace", "{\"plan\": \"standard\"}");

        var options = send("PATCH", "/v1/attributes/tier",
                "{\"options\": [{\"label\": \"Gold\"}, {\"label\": \"Iron\"}]}");
        var off = send("PATCH", "/v1/attributes/tier", "{\"enabled\": false}");

        assertThat(outcome(options)).isEqualTo("404 feature-not-in-plan");
        assertThat(outcome(off)).isEqualTo("200");
    }

    private Answer send(String method, String target, String body) {
        return house.call(caller -> caller.as("admin", "w-advanced"), method, target, body);
    }

    // ---- what should be ----

    private static String expected(Row row, String plan, Map<String, String> claims) {
        if (row.who().contains("everybody")) {
            return row.beyond();
        }
        if (!Set.of("admin", "agent", "connector").contains(claims.getOrDefault("role", ""))) {
            return "401 unauthenticated";
        }
        if (!row.feature().equals("-") && !featuresOf(plan).contains(row.feature())) {
            return "404 feature-not-in-plan";
        }
        return mayCall(row, claims) ? row.beyond() : "403 forbidden";
    }

    private static boolean mayCall(Row row, Map<String, String> claims) {
        var role = claims.getOrDefault("role", "");
        var scopes = Arrays.asList(claims.getOrDefault("scope", "").split(" ", -1));
        var hasScope = role.equals("connector") && scopes.stream().anyMatch(row.who()::contains);
        return hasScope || row.who().contains(role);
    }

    private static List<String> featuresOf(String plan) {
        var column = PLANS.indexOf(plan) + 1;
        return cells(FEATURES).filter(cells -> cells[column].equals("yes")).map(cells -> cells[0]).toList();
    }

    // ---- what is ----

    /// Each caller of each plan who is answered otherwise.
    private List<String> differences(Row row) {
        var differences = new ArrayList<String>();
        for (var plan : PLANS) {
            CALLERS.forEach((caller, claims) -> {
                var expected = expected(row, plan, claims);
                var answered = outcome(call(row, withWorkspace(claims, "w-" + plan)));
                if (!answered.equals(expected)) {
                    differences.add(plan + ", " + caller + ": " + answered + " instead of " + expected);
                }
            });
        }
        return differences;
    }

    private Answer call(Row row, UnaryOperator<FunctionCalls> caller) {
        var parts = (row.route().equals("$default") ? "GET /nowhere" : row.route()).split(" ", 2);
        var body = Set.of("GET", "DELETE").contains(parts[0]) ? "" : "{\"unknown\": 1}";
        return house.call(caller, parts[0], parts[1].replaceAll("\\{[^}]+}", "nothing"), body);
    }

    private static UnaryOperator<FunctionCalls> withWorkspace(Map<String, String> claims, String workspace) {
        var all = new LinkedHashMap<>(claims);
        all.computeIfPresent("workspace", (_, _) -> workspace);
        return caller -> caller.with(all);
    }

    private static String outcome(Answer answer) {
        var problem = answer.status() < 400 ? "" : answer.at("/type").orElse("").replace("/problems/", " ");
        return answer.status() + problem;
    }

    // ---- tables ----

    private static Map<String, Map<String, String>> callers() {
        var callers = new TreeMap<String, Map<String, String>>();
        callers.put("no token", Map.of());
        callers.put("admin", claims("admin", ""));
        callers.put("agent with a scope", claims("agent", "messages:write"));
        callers.put("connector without scope", claims("connector", ""));
        callers.put("connector with messages:write", claims("connector", "contacts:write messages:write"));
        callers.put("connector with other scopes", claims("connector", "contacts:write crm:write"));
        callers.put("nobody's role", claims("owner", "messages:write"));
        return callers;
    }

    private static Map<String, String> claims(String role, String scope) {
        var claims = new TreeMap<>(Map.of("sub", "u-1", "workspace", "w", "role", role));
        if (!scope.isEmpty()) {
            claims.put("scope", scope);
        }
        return claims;
    }

    private static Stream<Row> rows() {
        return cells(ROUTES).map(cells -> new Row(cells[0], cells[1], Set.of(cells[2].split(" ", -1)), cells[3]));
    }

    private static Stream<String[]> cells(String table) {
        return table.lines()
                .skip(1)
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new));
    }
}
