package kartei.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kartei.testkit.Template.Api;
import kartei.testkit.Template.Bucket;
import kartei.testkit.Template.Function;
import kartei.testkit.Template.Index;
import kartei.testkit.Template.KeySchema;
import kartei.testkit.Template.Queue;
import kartei.testkit.Template.Table;
import kartei.testkit.TemplateSections.Resource;

import software.amazon.awssdk.services.kms.model.KeySpec;

/// Makes typed values of a template's resources; what it does not know, it refuses by name.
final class TemplateReader {
    /// Every type of which one machine makes something.
    static final Set<String> MADE = Set.of("AWS::DynamoDB::Table", "AWS::Serverless::HttpApi", "AWS::S3::Bucket",
            "AWS::SQS::Queue", "AWS::KMS::Key", "AWS::IAM::Role", "AWS::Serverless::Function",
            "AWS::Serverless::StateMachine", "AWS::Pipes::Pipe");

    private static final Set<String> READ_LATER = Set.of("AWS::IAM::Role", "AWS::Serverless::Function",
            "AWS::Serverless::StateMachine", "AWS::Pipes::Pipe");

    private final Path path;
    private final String file;
    private final List<Table> tables = new ArrayList<>();
    private final List<Api> apis = new ArrayList<>();
    private final List<Bucket> buckets = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<Template.Key> keys = new ArrayList<>();
    private final List<Resource> functions = new ArrayList<>();
    private final List<Resource> stateMachines = new ArrayList<>();
    private final List<Resource> pipes = new ArrayList<>();
    private final Map<String, TemplateBlock> roles = new LinkedHashMap<>();

    private TemplateReader(Path path) {
        this.path = path;
        this.file = path.toString();
    }

    static Template read(Path path, Map<String, String> parameters, Map<String, String> names) {
        var reader = new TemplateReader(path);
        new TemplateSections(path, parameters, names).resources().forEach(reader::read);
        return reader.template();
    }

    private void read(Resource resource) {
        var id = resource.logicalId();
        var properties = resource.properties();
        switch (resource.type()) {
            case "AWS::DynamoDB::Table" -> tables.add(table(resource));
            case "AWS::Serverless::HttpApi" -> apis.add(api(resource));
            case "AWS::S3::Bucket" -> buckets.add(new Bucket(id, resource.name()));
            case "AWS::SQS::Queue" -> queues.add(new Queue(id, resource.name()));
            case "AWS::KMS::Key" -> keys.add(new Template.Key(id, resource.name(), spec(properties)));
            case "AWS::IAM::Role" -> roles.put(resource.name(), properties);
            case "AWS::Serverless::Function" -> functions.add(resource);
            case "AWS::Serverless::StateMachine" -> stateMachines.add(resource);
            case "AWS::Pipes::Pipe" -> pipes.add(resource);
            case String other -> throw properties.refused("resources of type " + other + " cannot be made");
        }
        if (!READ_LATER.contains(resource.type())) {
            properties.end();
        }
    }

    /// A key that signs says so twice: both are read.
    private static KeySpec spec(TemplateBlock key) {
        var spec = key.text("KeySpec").map(KeySpec::fromValue).orElse(KeySpec.SYMMETRIC_DEFAULT);
        var signs = key.text("KeyUsage").filter("SIGN_VERIFY"::equals).isPresent();
        if (signs == (spec == KeySpec.SYMMETRIC_DEFAULT)) {
            throw key.refused("KeyUsage does not go with " + spec);
        }
        return spec;
    }

    private Template template() {
        var api = only("HTTP API", apis);
        var table = only("table", tables);
        var stream = TemplateNames.streamArn(table.name());
        var allowed = new TemplateRoles(roles);
        var reader = new TemplateFunctions(api, stream, allowed);
        var workflows = new TemplateWorkflows(path, stream, allowed);
        var read = new ArrayList<Function>();
        functions.forEach(function -> read.add(reader.read(function)));
        return new Template(table, api, List.copyOf(buckets), List.copyOf(queues), List.copyOf(keys), List.copyOf(read),
                stateMachines.stream().map(workflows::stateMachine).toList(),
                pipes.stream().map(workflows::pipe).toList());
    }

    private <T> T only(String what, List<T> all) {
        if (all.size() != 1) {
            throw new TemplateException(file, "must have one " + what + " and has " + all.size());
        }
        return all.getFirst();
    }

    private static Table table(Resource resource) {
        var properties = resource.properties();
        var types = new LinkedHashMap<String, String>();
        for (var attribute : properties.blocks("AttributeDefinitions")) {
            types.put(attribute.requireText("AttributeName"), attribute.requireText("AttributeType"));
            attribute.end();
        }
        var indexes = properties.blocks("GlobalSecondaryIndexes").stream().map(TemplateReader::index).toList();
        return new Table(resource.logicalId(), resource.name(), Map.copyOf(types), keySchema(properties), indexes,
                properties.block("TimeToLiveSpecification").flatMap(TemplateReader::ttl),
                properties.block("StreamSpecification").map(stream -> {
                    var view = stream.requireText("StreamViewType");
                    stream.end();
                    return view;
                }));
    }

    private static Index index(TemplateBlock index) {
        var projection = index.requireBlock("Projection");
        var read = new Index(index.requireText("IndexName"), keySchema(index),
                projection.requireText("ProjectionType"));
        projection.end();
        index.end();
        return read;
    }

    private static KeySchema keySchema(TemplateBlock block) {
        var names = new LinkedHashMap<String, String>();
        for (var key : block.blocks("KeySchema")) {
            names.put(key.requireText("KeyType"), key.requireText("AttributeName"));
            key.end();
        }
        var partition = names.get("HASH");
        var sort = names.get("RANGE");
        if (partition == null || sort == null || names.size() != 2) {
            throw block.refused("KeySchema must have one HASH and one RANGE key");
        }
        return new KeySchema(partition, sort);
    }

    private static Optional<String> ttl(TemplateBlock specification) {
        var attribute = specification.requireText("AttributeName");
        var enabled = specification.flag("Enabled");
        specification.end();
        return enabled ? Optional.of(attribute) : Optional.empty();
    }

    private static Api api(Resource resource) {
        var auth = resource.properties().requireBlock("Auth");
        var authorizer = auth.requireBlock("Authorizers").requireBlock(auth.requireText("DefaultAuthorizer"));
        auth.end();
        if (!authorizer.requireText("IdentitySource").equals("$request.header.Authorization")) {
            throw authorizer.refused("IdentitySource must be the Authorization header");
        }
        var jwt = authorizer.requireBlock("JwtConfiguration");
        authorizer.end();
        var api = new Api(resource.logicalId(), jwt.requireText("issuer"), jwt.texts("audience"));
        jwt.end();
        return api;
    }
}
