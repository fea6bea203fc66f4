package kartei.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kartei.testkit.Template.Api;
import kartei.testkit.Template.Function;
import kartei.testkit.Template.Route;
import kartei.testkit.Template.Schedule;
import kartei.testkit.Template.StreamMapping;
import kartei.testkit.TemplateSections.Resource;

/// Reads functions: what they are given, what reaches them, and what their role allows.
final class TemplateFunctions {
    private static final String RUNTIME = "java25";
    private static final int BATCH_SIZE_DEFAULT = 100;
    private static final Pattern RATE = Pattern.compile("rate\\((\\d+) minutes?\\)");

    private final Api api;
    private final String stream;
    private final TemplateRoles roles;

    /// `stream` is the ARN of the table's stream.
    TemplateFunctions(Api api, String stream, TemplateRoles roles) {
        this.api = api;
        this.stream = stream;
        this.roles = roles;
    }

    Function read(Resource resource) {
        var properties = resource.properties();
        if (!properties.requireText("Runtime").equals(RUNTIME)) {
            throw properties.refused("Runtime must be " + RUNTIME);
        }
        var routes = new ArrayList<Route>();
        var streams = new ArrayList<StreamMapping>();
        var schedules = new ArrayList<Schedule>();
        properties.block("Events").ifPresent(events -> events.children().forEach((name, event) -> {
            var type = event.requireText("Type");
            var details = event.requireBlock("Properties").accept(TemplateNotMade.propertiesOfEvent(type));
            switch (type) {
                case "HttpApi" -> routes.add(route(details));
                case "DynamoDB" -> streams.add(mapping(resource.logicalId() + name, details));
                case "Schedule" -> schedules.add(schedule(resource.logicalId() + name, details));
                case String other -> throw event.refused("events of type " + other + " are not known on one machine");
            }
            event.end();
            details.end();
        }));
        var function = new Function(resource.logicalId(), properties.text("FunctionName").orElse(resource.name()),
                properties.requireText("Handler"), properties.requireText("CodeUri"), variables(properties),
                Duration.ofSeconds(properties.requireNumber("Timeout")), properties.requireNumber("MemorySize"),
                List.copyOf(routes), List.copyOf(streams), List.copyOf(schedules),
                roles.statements(properties, "Role"));
        properties.end();
        return function;
    }

    private static Map<String, String> variables(TemplateBlock properties) {
        var variables = new LinkedHashMap<String, String>();
        properties.block("Environment").ifPresent(environment -> {
            var block = environment.requireBlock("Variables");
            block.names().forEach(name -> variables.put(name, block.requireText(name)));
            environment.end();
        });
        return Map.copyOf(variables);
    }

    private Route route(TemplateBlock event) {
        if (!event.requireText("ApiId").equals(api.logicalId())) {
            throw event.refused("ApiId must be " + api.logicalId());
        }
        var authorizer = event.block("Auth").map(auth -> {
            var name = auth.requireText("Authorizer");
            auth.end();
            return name;
        });
        if (authorizer.filter(name -> !name.equals("NONE")).isPresent()) {
            throw event.refused("Auth.Authorizer must be NONE or left out");
        }
        return new Route(event.text("Method").orElse("ANY"), event.text("Path").orElse("$default"),
                authorizer.isEmpty());
    }

    private static Schedule schedule(String name, TemplateBlock event) {
        var expression = event.requireText("Schedule");
        var rate = RATE.matcher(expression);
        if (!rate.matches()) {
            throw event.refused("the schedule " + expression + " is not known on one machine");
        }
        return new Schedule(name, Duration.ofMinutes(Long.parseLong(rate.group(1))));
    }

    private StreamMapping mapping(String name, TemplateBlock event) {
        if (!event.requireText("Stream").equals(stream)) {
            throw event.refused("Stream must be the table's stream");
        }
        if (!event.requireText("StartingPosition").equals("TRIM_HORIZON")) {
            throw event.refused("StartingPosition must be TRIM_HORIZON");
        }
        var responses = event.texts("FunctionResponseTypes");
        if (responses.stream().anyMatch(type -> !type.equals("ReportBatchItemFailures"))) {
            throw event.refused("FunctionResponseTypes may only be ReportBatchItemFailures");
        }
        return new StreamMapping(name, patterns(event), event.number("BatchSize").orElse(BATCH_SIZE_DEFAULT),
                Duration.ofSeconds(event.number("MaximumBatchingWindowInSeconds").orElse(0)),
                event.flag("BisectBatchOnFunctionError"), event.requireNumber("MaximumRetryAttempts"),
                Duration.ofSeconds(event.requireNumber("MaximumRecordAgeInSeconds")), !responses.isEmpty(),
                onFailureQueue(event));
    }

    static List<String> patterns(TemplateBlock event) {
        var patterns = new ArrayList<String>();
        event.block("FilterCriteria").ifPresent(criteria -> {
            criteria.blocks("Filters").forEach(filter -> {
                patterns.add(filter.requireText("Pattern"));
                filter.end();
            });
            criteria.end();
        });
        return List.copyOf(patterns);
    }

    private static Optional<String> onFailureQueue(TemplateBlock event) {
        return event.block("DestinationConfig").map(config -> {
            var onFailure = config.requireBlock("OnFailure");
            config.end();
            if (!onFailure.requireText("Type").equals("SQS")) {
                throw onFailure.refused("Type must be SQS");
            }
            var arn = onFailure.requireText("Destination");
            onFailure.end();
            return arn.substring(arn.lastIndexOf(':') + 1);
        });
    }
}
