package kartei.testkit;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.testkit.TemplateSections.Resource;

/// What AWS gets of the project's template, with what one machine does not make: with all that is optional, or without.
final class Deployed {
    static final Path FILE = Path.of("../../template.yaml");

    private static final Map<String, String> BARE = Map.of("TokenIssuer", "https://login.example.com/");
    private static final Map<String, String> OPTIONS = Map.of("AlarmTopic",
            "arn:aws:sns:eu-central-1:000000000000:alarms", "CorsOrigins", "https://inbox.example.com", "SlicesAtOnce",
            "20", "StreamAtOnce", "10", "DomainName", "kartei.example.com", "CertificateArn",
            "arn:aws:acm:eu-central-1:000000000000:certificate/1", "HostedZoneId", "Z0", "OwnUserPool", "true");

    private final Map<String, String> parameters;

    private Deployed(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    static Deployed bare() {
        return new Deployed(BARE);
    }

    static Deployed withOptions() {
        var all = new HashMap<>(BARE);
        all.putAll(OPTIONS);
        return new Deployed(all);
    }

    /// Its resources of one type, by logical id. Each is read anew: a block tells what of it was not read.
    Map<String, TemplateBlock> all(String type) {
        return new TemplateSections(FILE, parameters, Map.of()).deployed()
                .stream()
                .filter(resource -> resource.type().equals(type))
                .collect(Collectors.toMap(Resource::logicalId, Resource::properties));
    }

    Set<String> ids(String type) {
        return all(type).keySet();
    }

    TemplateBlock one(String type, String logicalId) {
        var block = all(type).get(logicalId);
        if (block == null) {
            throw new AssertionError("no " + type + " is called " + logicalId);
        }
        return block;
    }

    Template template() {
        return Template.read(FILE, parameters);
    }

    List<Template.Function> httpFunctions() {
        return template().functions().stream().filter(function -> !function.routes().isEmpty()).toList();
    }
}
