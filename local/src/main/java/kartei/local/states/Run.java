package kartei.local.states;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

import kartei.local.JsonTrees;
import kartei.local.states.State.Steps;
import kartei.storage.Together;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One run through a state machine, or through the body of a `Map`.
final class Run {
    private final Outside outside;
    private final Threads threads;
    private final History history;
    private final Consumer<String> path;
    private final JsonNode context;

    /// `path` hears the name of each state that is entered; `context` is what `$$` names.
    Run(Outside outside, Threads threads, History history, Consumer<String> path, JsonNode context) {
        this.outside = outside;
        this.threads = threads;
        this.history = history;
        this.path = path;
        this.context = context;
    }

    /// A step that is done: the state's output, and the state after it.
    private record Done(JsonNode output, Optional<String> next) {}

    /// The output of the last state.
    JsonNode through(Steps steps, JsonNode input) throws StateFailure {
        var at = Optional.of(steps.first());
        var data = input;
        while (at.isPresent()) {
            path.accept(at.get());
            var state = Optional.ofNullable(steps.states().get(at.get())).orElseThrow();
            var done = done(state, data);
            data = done.output;
            at = done.next;
        }
        return data;
    }

    private Done done(State state, JsonNode input) throws StateFailure {
        history.add(2);
        return switch (state) {
            case State.Task task -> task(task, input);
            case State.Choice choice -> new Done(input, Optional.of(chosen(choice, input)));
            case State.Each each -> each(each, input);
            case State.Wait wait -> {
                until(time(wait.until().get(input, context)));
                yield new Done(input, wait.next());
            }
            case State.Pass(var from, var parameters, var next) -> {
                var taken = from.get(input, context);
                yield new Done(parameters.isEmpty() ? taken : parameters.get().fill(taken, context), next);
            }
            case State.Succeed _ -> new Done(input, Optional.empty());
            case State.Fail(var error, var cause) -> throw new StateFailure(error, cause);
        };
    }

    private String chosen(State.Choice choice, JsonNode input) {
        for (var rule : choice.rules()) {
            var value = rule.variable().find(input, context);
            if (value.isPresent() && rule.text().map(text -> text.equals(value.get().textValue())).orElse(true)) {
                return rule.next();
            }
        }
        return choice.otherwise();
    }

    // ---- tasks ----

    private Done task(State.Task task, JsonNode input) throws StateFailure {
        try {
            return new Done(placed(task.result(), tried(task, input), input), task.next());
        } catch (StateFailure failure) {
            return caught(task.failed(), failure, input);
        }
    }

    private JsonNode tried(State.Task task, JsonNode input) throws StateFailure {
        for (int attempt = 0;; attempt++) {
            history.add(3);
            try {
                return called(task, input);
            } catch (StateFailure failure) {
                var retry = task.retries().stream().findFirst();
                if (retry.isEmpty() || attempt >= retry.get().attempts()) {
                    throw failure;
                }
                until(outside.now().plus(delay(retry.get(), attempt)));
            }
        }
    }

    private Duration delay(State.Retry retry, int attempt) {
        var seconds = Math.min(retry.secondsMax(), retry.seconds() * Math.pow(retry.rate(), attempt));
        return Duration.ofMillis(Math.round(seconds * 1_000 * (retry.jitter() ? outside.random() : 1)));
    }

    private JsonNode called(State.Task task, JsonNode input) throws StateFailure {
        var parameters = task.parameters().fill(input, context);
        return switch (task.resource()) {
            case INVOKE_FUNCTION -> {
                var answer = outside.invoke(parameters.path("FunctionName").asText(), parameters.path("Payload"));
                yield JsonTrees.object().put("StatusCode", 200).set("Payload", answer);
            }
            case START_EXECUTION -> outside.start(parameters.path("Input"));
        };
    }

    private JsonNode placed(State.Result result, JsonNode answer, JsonNode input) throws StateFailure {
        if (result.dropped()) {
            return input;
        }
        var selected = result.selector().isEmpty() ? answer : result.selector().get().fill(answer, context);
        return result.member().map(member -> with(input, member, selected)).orElse(selected);
    }

    private static JsonNode with(JsonNode input, String member, JsonNode value) {
        ObjectNode copy = input.deepCopy();
        copy.set(member, value);
        return copy;
    }

    private static Done caught(Optional<State.Catch> handler, StateFailure failure, JsonNode input)
            throws StateFailure {
        if (handler.isEmpty()) {
            throw failure;
        }
        var error = JsonTrees.object().put("Error", failure.error()).put("Cause", failure.getMessage());
        return new Done(with(input, handler.get().member(), error), Optional.of(handler.get().next()));
    }

    // ---- waiting ----

    private void until(Instant time) {
        threads.rest(time);
        try {
            outside.await(time);
        } finally {
            threads.resume(time);
        }
    }

    private static Instant time(JsonNode text) throws StateFailure {
        try {
            return Instant.parse(text.asText());
        } catch (DateTimeParseException e) {
            throw new StateFailure("States.Runtime", "the time to wait for is none");
        }
    }

    // ---- map ----

    private Done each(State.Each each, JsonNode input) throws StateFailure {
        history.add(2);
        var items = new ArrayList<JsonNode>();
        each.items().get(input, context).forEach(items::add);
        try {
            var results = JsonTrees.array();
            for (var ended : iterations(each, input, items)) {
                results.add(ended.get());
            }
            return new Done(placed(each.result(), results, input), each.next());
        } catch (StateFailure failure) {
            return caught(each.failed(), failure, input);
        }
    }

    /// How an iteration ended.
    private record Ended(Optional<JsonNode> output, Optional<StateFailure> failure) {
        JsonNode get() throws StateFailure {
            if (failure.isPresent()) {
                throw failure.get();
            }
            return output.orElseThrow();
        }
    }

    private List<Ended> iterations(State.Each each, JsonNode input, List<JsonNode> items) {
        if (items.isEmpty()) {
            return List.of();
        }
        var side = new Semaphore(each.side() == 0 ? items.size() : each.side());
        var group = threads.split(items.size());
        var started = items.stream()
                .map(item -> Together.start(() -> iteration(each, input, item, side, group)))
                .toList();
        return started.stream().map(Together::join).toList();
    }

    private Ended iteration(State.Each each, JsonNode input, JsonNode item, Semaphore side, Threads.Group group) {
        side.acquireUninterruptibly();
        try {
            history.add(2);
            ObjectNode own = context.deepCopy();
            own.putObject("Map").putObject("Item").set("Value", item);
            var run = new Run(outside, threads, history, path, own);
            return new Ended(Optional.of(run.through(each.body(), each.selector().fill(input, own))), Optional.empty());
        } catch (StateFailure failure) {
            return new Ended(Optional.empty(), Optional.of(failure));
        } finally {
            side.release();
            group.end();
        }
    }
}
