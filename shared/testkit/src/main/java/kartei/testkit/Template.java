package kartei.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import software.amazon.awssdk.services.kms.model.KeySpec;

/// What `template.yaml` says is deployed, as one machine makes it: nothing here is written down twice.
///
/// A resource is called by its logical id, as `sam local` calls it, unless it was given another name.
public record Template(
        Table table,
        Api api,
        List<Bucket> buckets,
        List<Queue> queues,
        List<Key> keys,
        List<Function> functions,
        List<StateMachine> stateMachines,
        List<Pipe> pipes) {

    /// Reads `file` with these values of its parameters; throws [TemplateException] when one machine cannot make it.
    public static Template read(Path file, Map<String, String> parameters) {
        return read(file, parameters, Map.of());
    }

    /// The same, where `names` says what a resource is called here, by logical id.
    public static Template read(Path file, Map<String, String> parameters, Map<String, String> names) {
        return TemplateReader.read(file, parameters, names);
    }

    public Function function(String logicalId) {
        return functions.stream()
                .filter(function -> function.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new TemplateException("the template", "has no function " + logicalId));
    }

    public Bucket bucket(String logicalId) {
        return buckets.stream()
                .filter(bucket -> bucket.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow(() -> new TemplateException("the template", "has no bucket " + logicalId));
    }

    /// The one table; `streamView` is empty when it has no stream.
    public record Table(
            String logicalId,
            String name,
            Map<String, String> attributeTypes,
            KeySchema key,
            List<Index> indexes,
            Optional<String> ttlAttribute,
            Optional<String> streamView) {}

    /// Partition key and sort key of a table or an index.
    public record KeySchema(String partition, String sort) {}

    /// A global secondary index; `projection` is `ALL` or `KEYS_ONLY`.
    public record Index(String name, KeySchema key, String projection) {}

    /// The HTTP API and whose tokens it takes.
    public record Api(String logicalId, String issuer, List<String> audiences) {}

    public record Bucket(String logicalId, String name) {}

    public record Queue(String logicalId, String name) {}

    public record Key(String logicalId, String name, KeySpec spec) {}

    /// A function: where its code is (`codeUri`, relative to the template), what it is given and what reaches it.
    public record Function(
            String logicalId,
            String name,
            String handler,
            String codeUri,
            Map<String, String> variables,
            Duration timeout,
            int memoryMegabytes,
            List<Route> routes,
            List<StreamMapping> streams,
            List<Schedule> schedules,
            List<Statement> statements) {
        /// What a state machine calls it by.
        public String aliasArn() {
            return TemplateNames.aliasArn(logicalId);
        }
    }

    /// What calls a function again and again.
    public record Schedule(String name, Duration every) {}

    /// A state machine; `definition` is the text of its file, with what the template puts into it.
    public record StateMachine(
            String logicalId,
            String name,
            String arn,
            String definition,
            List<Statement> statements) {}

    /// How the table's stream starts executions of the state machine `target`, each with `inputTemplate` filled in.
    public record Pipe(StreamMapping mapping, String target, String inputTemplate, List<Statement> statements) {}

    /// What API Gateway sends to a function; without a token's check where it is not `authorized`.
    public record Route(String method, String path, boolean authorized) {
        /// Whether this route takes what no other one takes.
        public boolean isDefault() {
            return path.equals("$default");
        }
    }

    /// How the table's stream reaches a function, from its oldest record (`TRIM_HORIZON`) on; of the event patterns one
    /// must match, where there are any.
    public record StreamMapping(
            String name,
            List<String> patterns,
            int batchSize,
            Duration batchingWindow,
            boolean bisect,
            int retriesMax,
            Duration recordAgeMax,
            boolean reportsFailures,
            Optional<String> onFailureQueue) {}

    /// One statement of a function's policy; `conditions` holds keys and values by operator.
    public record Statement(
            String effect,
            List<String> actions,
            List<String> resources,
            Map<String, Map<String, List<String>>> conditions) {}
}
