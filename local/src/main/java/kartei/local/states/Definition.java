package kartei.local.states;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import kartei.local.JsonTrees;
import kartei.local.StartFailure;
import kartei.local.states.State.Catch;
import kartei.local.states.State.Resource;
import kartei.local.states.State.Result;
import kartei.local.states.State.Retry;
import kartei.local.states.State.Rule;
import kartei.local.states.State.Steps;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Reads a definition in the Amazon States Language, as far as the project uses it.
final class Definition {
    private static final Pattern MEMBER = Pattern.compile("\\$\\.([A-Za-z_][A-Za-z0-9_]*)");
    private static final Map<String, Resource> RESOURCES = Map.of("arn:aws:states:::lambda:invoke",
            Resource.INVOKE_FUNCTION, "arn:aws:states:::states:startExecution", Resource.START_EXECUTION);

    private Definition() {}

    static Steps read(String name, String text) {
        try {
            return steps(new Fields(name, JsonTrees.read(text.getBytes(UTF_8))));
        } catch (IOException e) {
            throw new StartFailure(name + ": the definition is not JSON", e);
        }
    }

    private static Steps steps(Fields machine) {
        var first = machine.requireText("StartAt");
        var states = new LinkedHashMap<String, State>();
        machine.require("States").members().forEach((name, fields) -> {
            states.put(name, state(fields));
            fields.end();
        });
        machine.end();
        Stream.concat(Stream.of(first), states.values().stream().flatMap(Definition::nexts))
                .filter(name -> !states.containsKey(name))
                .forEach(name -> {
                    throw machine.refused("there is no state " + name);
                });
        return new Steps(first, states);
    }

    private static Stream<String> nexts(State state) {
        return switch (state) {
            case State.Task task -> Stream.concat(task.next().stream(), task.failed().map(Catch::next).stream());
            case State.Choice choice ->
                Stream.concat(choice.rules().stream().map(Rule::next), Stream.of(choice.otherwise()));
            case State.Each each -> Stream.concat(each.next().stream(), each.failed().map(Catch::next).stream());
            case State.Wait wait -> wait.next().stream();
            case State.Pass pass -> pass.next().stream();
            case State.Succeed _,State.Fail _ -> Stream.empty();
        };
    }

    private static State state(Fields fields) {
        return switch (fields.requireText("Type")) {
            case "Task" -> task(fields);
            case "Choice" -> new State.Choice(fields.list("Choices").stream().map(Definition::rule).toList(),
                    fields.requireText("Default"));
            case "Map" -> each(fields);
            case "Wait" -> new State.Wait(path(fields, "TimestampPath"), next(fields));
            case "Pass" -> new State.Pass(
                    fields.text("InputPath").map(path -> Reference.in(fields, path)).orElse(new Reference(false, "")),
                    shape(fields, "Parameters"), next(fields));
            case "Succeed" -> new State.Succeed();
            case "Fail" -> new State.Fail(fields.requireText("Error"), fields.requireText("Cause"));
            case String other -> throw fields.refused("states of type " + other + " are not known on one machine");
        };
    }

    private static State task(Fields fields) {
        var name = fields.requireText("Resource");
        var resource = Optional.ofNullable(RESOURCES.get(name))
                .orElseThrow(() -> fields.refused("the resource " + name + " is not known on one machine"));
        fields.accept("TimeoutSeconds"); // a function has its own, which is shorter
        return new State.Task(resource, requireShape(fields, "Parameters"), result(fields),
                fields.list("Retry").stream().map(Definition::retry).toList(), failed(fields), next(fields));
    }

    private static State each(Fields fields) {
        var processor = fields.require("ItemProcessor");
        var config = processor.require("ProcessorConfig");
        if (!config.requireText("Mode").equals("INLINE")) {
            throw config.refused("Mode must be INLINE");
        }
        config.end();
        return new State.Each(path(fields, "ItemsPath"), requireShape(fields, "ItemSelector"),
                (int) fields.number("MaxConcurrency", 1), steps(processor), result(fields), failed(fields),
                next(fields));
    }

    private static Rule rule(Fields fields) {
        var variable = path(fields, "Variable");
        var text = fields.text("StringEquals");
        if (text.isEmpty() && fields.node("IsPresent").filter(present -> present.booleanValue()).isEmpty()) {
            throw fields.refused("a choice is by StringEquals, or by IsPresent: true");
        }
        var rule = new Rule(variable, text, fields.requireText("Next"));
        fields.end();
        return rule;
    }

    private static Result result(Fields fields) {
        var path = fields.node("ResultPath");
        if (path.filter(value -> value.isNull()).isPresent()) {
            return new Result(shape(fields, "ResultSelector"), Optional.empty(), true);
        }
        var member = fields.text("ResultPath").filter(text -> !text.equals("$")).map(text -> member(fields, text));
        return new Result(shape(fields, "ResultSelector"), member, false);
    }

    private static Retry retry(Fields fields) {
        everyError(fields);
        var retry = new Retry(fields.number("IntervalSeconds", 1), fields.number("BackoffRate", 2),
                fields.number("MaxDelaySeconds", Double.MAX_VALUE), (int) fields.number("MaxAttempts", 3),
                fields.text("JitterStrategy").filter("FULL"::equals).isPresent());
        fields.end();
        return retry;
    }

    private static Optional<Catch> failed(Fields fields) {
        return fields.list("Catch").stream().findFirst().map(handler -> {
            everyError(handler);
            var read = new Catch(member(handler, handler.requireText("ResultPath")), handler.requireText("Next"));
            handler.end();
            return read;
        });
    }

    private static void everyError(Fields fields) {
        if (!fields.node("ErrorEquals").orElseThrow().toString().equals("[\"States.ALL\"]")) {
            throw fields.refused("ErrorEquals must be States.ALL alone");
        }
    }

    private static Optional<String> next(Fields fields) {
        var ends = fields.node("End").filter(end -> end.booleanValue()).isPresent();
        var next = fields.text("Next");
        if (ends == next.isPresent()) {
            throw fields.refused("must have either Next or End");
        }
        return next;
    }

    private static String member(Fields fields, String path) {
        var parts = MEMBER.matcher(path);
        if (!parts.matches()) {
            throw fields.refused("the path " + path + " is not known on one machine");
        }
        return parts.group(1);
    }

    private static Reference path(Fields fields, String name) {
        return Reference.in(fields, fields.requireText(name));
    }

    private static Optional<Shape> shape(Fields fields, String name) {
        return fields.node(name).map(node -> Shape.of(fields, node));
    }

    private static Shape requireShape(Fields fields, String name) {
        return shape(fields, name).orElseThrow(() -> fields.refused(name + " is missing"));
    }
}
