package kartei.local.states;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import kartei.api.Ids;
import kartei.local.JsonTrees;
import kartei.local.Shelf;
import kartei.local.Signal;
import kartei.local.lambda.InvocationFailure;
import kartei.local.lambda.Invoker;
import kartei.local.states.State.Steps;
import kartei.testkit.Template;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The executions of one state machine. Which of them run is kept with the data: after a crash they begin again under their
/// names, and tasks that were done before are called again, as Step Functions may do itself.
public final class Executions implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final Template.StateMachine machine;
    private final Steps steps;
    private final Map<String, Invoker> functions;
    private final InstantSource clock;
    private final Signal signal;
    private final Shelf shelf;
    private final String kept;
    private final Ids ids;
    private final Map<String, Execution> running = new ConcurrentHashMap<>();
    private final AtomicLong turns = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean open = true;

    /// An execution that runs: its name, what it was given, and what its threads are at.
    private record Execution(String name, JsonNode input, Threads threads) {
        /// The job that it works on, by the input that this project's machine takes; else the execution itself.
        String subject() {
            var given = input.isArray() ? input.path(0) : input;
            return given.path("id").asText(name);
        }
    }

    /// Somebody who waits for the clock.
    public record Waiting(String subject, Instant until) {}

    /// A system that is closed while an execution runs: it goes on at the next start.
    private static final class Closed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /// `functions` are by the ARNs that the definition calls them by.
    public Executions(Template.StateMachine machine, Map<String, Invoker> functions, InstantSource clock, Signal signal,
            Shelf shelf) {
        this.machine = machine;
        this.steps = Definition.read(machine.logicalId(), machine.definition());
        this.functions = Map.copyOf(functions);
        this.clock = clock;
        this.signal = signal;
        this.shelf = shelf;
        this.kept = "executions-" + machine.logicalId() + ".json";
        this.ids = new Ids(clock);
    }

    public String arn() {
        return machine.arn();
    }

    /// Begins again what ran when the system ended.
    public void resume() {
        JsonTrees.kept(shelf, kept)
                .path("executions")
                .forEach(execution -> begin(
                        new Execution(execution.path("name").asText(), execution.path("input"), new Threads())));
    }

    /// Starts an execution, which is kept before it begins. Says its name.
    public String start(JsonNode input) {
        var execution = new Execution(ids.next(), input, new Threads());
        begin(execution);
        return execution.name;
    }

    private void begin(Execution execution) {
        running.put(execution.name, execution);
        keep();
        threads.execute(() -> run(execution));
    }

    private void run(Execution execution) {
        try {
            var context = JsonTrees.object();
            context.putObject("Execution")
                    .put("Id", machine.arn().replace(":stateMachine:", ":execution:") + ":" + execution.name)
                    .put("Name", execution.name)
                    .set("Input", execution.input);
            context.putObject("StateMachine").put("Id", machine.arn()).put("Name", machine.name());
            new Run(new Reached(), execution.threads, new History(History.EVENTS_MAX), _ -> stopWhenClosed(), context)
                    .through(steps, execution.input);
        } catch (StateFailure failure) {
            LOG.warn("the execution {} failed: {}, {}", execution.name, failure.error(), failure.getMessage());
        } catch (Closed goesOnLater) {
            return;
        } catch (RuntimeException failure) { // the top of its thread
            LOG.warn("the execution {} failed", execution.name, failure);
        }
        running.remove(execution.name);
        keep();
        signal.ring();
    }

    private synchronized void keep() {
        turns.incrementAndGet();
        var root = JsonTrees.object();
        var list = root.putArray("executions");
        running.values()
                .forEach(execution -> list.addObject().put("name", execution.name).set("input", execution.input));
        shelf.write(kept, root.toString());
    }

    private void stopWhenClosed() {
        if (!open) {
            throw new Closed();
        }
    }

    /// What the executions of this machine reach.
    private final class Reached implements Outside {
        @Override
        public JsonNode invoke(String functionArn, JsonNode payload) throws StateFailure {
            var function = Optional.ofNullable(functions.get(functionArn))
                    .orElseThrow(() -> new StateFailure("Lambda.ResourceNotFoundException", "no " + functionArn));
            try {
                return JsonTrees.read(function.invoke(JsonTrees.bytes(payload)));
            } catch (InvocationFailure failure) {
                stopWhenClosed();
                throw new StateFailure("Lambda.Unknown", String.valueOf(failure.getMessage()));
            } catch (IOException notJson) {
                throw new StateFailure("Lambda.Unknown", function.name() + " did not answer with JSON");
            }
        }

        @Override
        public JsonNode start(JsonNode input) {
            return JsonTrees.object().put("ExecutionArn", machine.arn() + ":" + Executions.this.start(input));
        }

        @Override
        public Instant now() {
            return clock.instant();
        }

        @Override
        public void await(Instant until) {
            while (clock.instant().isBefore(until)) {
                stopWhenClosed();
                var rings = signal.rings();
                var left = Duration.between(clock.instant(), until);
                signal.await(rings, left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            }
        }

        @Override
        public double random() {
            return ids.below(1_000) / 1_000.0;
        }
    }

    // ---- what is going on ----

    /// How often one has begun or ended since the start.
    public long turns() {
        return turns.get();
    }

    /// What the executions work on that do not wait for the clock.
    public List<String> busy() {
        var now = clock.instant();
        return running.values()
                .stream()
                .filter(execution -> execution.threads.waitUntil().filter(now::isBefore).isEmpty())
                .map(execution -> "the job " + execution.subject())
                .toList();
    }

    /// Who waits for the clock.
    public List<Waiting> waiting() {
        return running.values()
                .stream()
                .flatMap(execution -> execution.threads.waitUntil()
                        .map(until -> new Waiting(execution.subject(), until))
                        .stream())
                .toList();
    }

    /// The names of those that run.
    public Set<String> names() {
        return running.keySet().stream().collect(Collectors.toUnmodifiableSet());
    }

    /// Lets each end the task that it is at; all go on at the next start.
    @Override
    public void close() {
        open = false;
        signal.ring();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
