package kartei.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kartei.testkit.Template.Pipe;
import kartei.testkit.Template.StateMachine;
import kartei.testkit.Template.StreamMapping;
import kartei.testkit.TemplateSections.Resource;

/// Reads state machines, and the pipes that start them.
final class TemplateWorkflows {
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]+)}");

    private final Path template;
    private final String stream;
    private final TemplateRoles roles;

    /// `template` is its file, `stream` the ARN of the table's stream.
    TemplateWorkflows(Path template, String stream, TemplateRoles roles) {
        this.template = template;
        this.stream = stream;
        this.roles = roles;
    }

    StateMachine stateMachine(Resource resource) {
        var properties = resource.properties();
        if (!properties.text("Type").orElse("STANDARD").equals("STANDARD")) {
            throw properties.refused("Type must be STANDARD");
        }
        var machine = new StateMachine(resource.logicalId(), properties.text("Name").orElse(resource.name()),
                TemplateNames.stateMachineArn(resource.name()), definition(properties),
                roles.statements(properties, "Role"));
        properties.end();
        return machine;
    }

    private String definition(TemplateBlock properties) {
        var file = properties.requireText("DefinitionUri");
        var values = new LinkedHashMap<String, String>();
        properties.block("DefinitionSubstitutions")
                .ifPresent(block -> block.names().forEach(name -> values.put(name, block.requireText(name))));
        try {
            return PLACE.matcher(Files.readString(template.resolveSibling(file)))
                    .replaceAll(place -> Matcher.quoteReplacement(Optional.ofNullable(values.get(place.group(1)))
                            .orElseThrow(() -> properties.refused(file + " is given no " + place.group(1)))));
        } catch (IOException unreadable) {
            throw properties.refused(file + " cannot be read (" + unreadable.getMessage() + ")");
        }
    }

    Pipe pipe(Resource resource) {
        var properties = resource.properties();
        if (!properties.requireText("Source").equals(stream)) {
            throw properties.refused("Source must be the table's stream");
        }
        properties.text("Name");
        var target = properties.requireBlock("TargetParameters");
        var machine = target.requireBlock("StepFunctionStateMachineParameters");
        if (!machine.requireText("InvocationType").equals("FIRE_AND_FORGET")) {
            throw machine.refused("InvocationType must be FIRE_AND_FORGET");
        }
        machine.end();
        var pipe = new Pipe(mapping(resource.logicalId(), properties.requireBlock("SourceParameters")),
                properties.requireText("Target"), target.requireText("InputTemplate"),
                roles.statements(properties, "RoleArn"));
        target.end();
        properties.end();
        return pipe;
    }

    private static StreamMapping mapping(String name, TemplateBlock source) {
        var patterns = TemplateFunctions.patterns(source);
        var stream = source.requireBlock("DynamoDBStreamParameters");
        source.end();
        if (!stream.requireText("StartingPosition").equals("TRIM_HORIZON")) {
            throw stream.refused("StartingPosition must be TRIM_HORIZON");
        }
        var queue = stream.block("DeadLetterConfig").map(config -> {
            var arn = config.requireText("Arn");
            config.end();
            return arn.substring(arn.lastIndexOf(':') + 1);
        });
        var mapping = new StreamMapping(name, patterns, stream.requireNumber("BatchSize"),
                Duration.ofSeconds(stream.number("MaximumBatchingWindowInSeconds").orElse(0)), false,
                stream.requireNumber("MaximumRetryAttempts"),
                Duration.ofSeconds(stream.requireNumber("MaximumRecordAgeInSeconds")), false, queue);
        stream.end();
        return mapping;
    }
}
