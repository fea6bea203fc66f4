package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import kartei.testkit.OpenApi;
import kartei.testkit.OpenApi.Operation;
import kartei.testkit.Template;
import org.junit.jupiter.api.Test;

/// The description of the HTTP API, what is deployed and what is in the code are the same routes.
class OpenApiTest {
    private final OpenApi api = OpenApi.ofProject();
    private final Template template = Template.read(Path.of("../template.yaml"),
            Map.of("TokenIssuer", "http://127.0.0.1:8080"));

    @Test
    void describesWhatTheGatewaySendsOn() {
        var sent = template.functions()
                .stream()
                .flatMap(function -> function.routes().stream())
                .filter(route -> !route.isDefault())
                .collect(Collectors.toMap(route -> route.method() + " " + route.path(), Template.Route::authorized));

        assertThat(api.operations().stream().collect(Collectors.toMap(Operation::toString, Operation::takesToken)))
                .isEqualTo(sent);
    }

    @Test
    void namesEveryOperationOnce() {
        assertThat(api.operations()).extracting(Operation::id).doesNotHaveDuplicates();
        assertThat(api.operations()).allSatisfy(
                operation -> assertThat(operation.capabilities()).isNotEmpty().allMatch(s -> s.matches("S\\d{1,2}")));
    }
}
