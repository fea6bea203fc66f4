package kartei.function.attributeadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.Project;
import kartei.testkit.TestTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnythingElseTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    private final AdminDesk desk;

    AnythingElseTest(TestTable table) {
        this.desk = new AdminDesk(table);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            method  | path                              | allow
            DELETE  | /v1/workspace                     | GET, PATCH
            OPTIONS | /v1/attributes                    | GET, POST
            HEAD    | /v1/attributes                    | GET, POST
            POST    | /v1/attributes/tier               | DELETE, GET, PATCH
            POST    | /v1/attributes/order              | DELETE, GET, PATCH, PUT
            GET     | /v1/attributes/tier/position      | PUT
            PATCH   | /v1/contacts/01/vip               | PUT
            DELETE  | /hooks/w1/acme/meta               | GET, POST
            GET     | /                                 | -
            GET     | /v1                               | -
            GET     | /v1/attributes/                   | -
            GET     | /v1/attributes/tier/              | -
            GET     | /v2/attributes                    | -
            GET     | /V1/ATTRIBUTES                    | -
            GET     | /v1/contacts//vip                 | -
            GET     | /v1/attributes/{key}/position/x   | -
            """)
    void tellsAPathThatTakesOtherMethodsFromNoPath(String method, String path, String allow) {
        var refused = desk.nobody().call(method, path);

        assertThat(refused.status()).isEqualTo(allow == null ? 404 : 405);
        assertThat(AdminDesk.problem(refused)).isEqualTo(allow == null ? "not-found" : "method-not-allowed");
        assertThat(refused.header("allow").orElse(null)).isEqualTo(allow);
        assertThat(refused.header("content-type")).hasValue("application/problem+json");
    }

    @Test
    void knowsEveryRouteOfTheTemplate() {
        var routes = Project.template()
                .functions()
                .stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> !route.isDefault())
                .map(route -> route.method() + " " + route.path())
                .collect(Collectors.toSet());

        assertThat(ApiPaths.ROUTES).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(routes);
    }
}
