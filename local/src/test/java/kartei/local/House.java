package kartei.local;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.api.job.JobFunction;
import kartei.api.job.ScheduledFunction;
import kartei.api.stream.StreamFunction;
import kartei.domain.Limits;
import kartei.domain.job.JobKind;
import kartei.function.attributeadmin.SweepJobsHandler;
import kartei.storage.TableCheck;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.JobRun;
import kartei.testkit.LimitGuard;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.StillClock;
import kartei.testkit.TableStream;
import kartei.testkit.Template;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

import software.amazon.event.ruler.Ruler;

import static org.assertj.core.api.Assertions.assertThat;

/// All functions of `template.yaml` on a table of a test's own: each call compared with the rights of the function that makes
/// it, and each variable that one asks for noted.
final class House implements AutoCloseable {
    /// What Lambda itself sets in every function's environment, as the clients read it.
    static final Set<String> OF_LAMBDA = Set.of("AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN");

    /// Where an issuer's keys would be; a token that is none is refused without them.
    private static final String NO_KEYS = "http://127.0.0.1:1/keys";

    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Meter meter;
    final Transitions transitions = new Transitions();

    private final TestTable table;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final Map<String, Set<String>> asked = new TreeMap<>();
    private final Map<HttpFunction, FunctionCalls> doors = new LinkedHashMap<>();
    private final Map<Template.Function, StreamFunction> hearers = new LinkedHashMap<>();
    private final Map<String, JobFunction> workers = new TreeMap<>();
    final JobRun jobs;
    private final Map<String, ScheduledFunction> scheduled = new TreeMap<>();
    private final List<SweepJobsHandler> sweepers = new ArrayList<>();
    private final TableStream stream;

    House(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.stream = new TableStream(table);
        this.jobs = new JobRun(table, this::step,
                Arrays.stream(JobKind.values()).map(JobKind::word).collect(Collectors.toSet()), clock::moveTo);
        var template = Project.template(table);
        for (var function : template.functions()) {
            switch (handler(function, world(template, function))) {
                case HttpFunction http -> doors.put(http, FunctionCalls.of(http));
                case StreamFunction hearer -> hearers.put(function, hearer);
                case JobFunction slices -> slices.kinds().forEach(kind -> workers.put(kind.word(), slices));
                case SweepJobsHandler sweeper -> sweepers.add(sweeper);
                case ScheduledFunction called -> scheduled.put(function.logicalId(), called);
                case Object other -> throw new AssertionError(other + " is no function of this project");
            }
        }
    }

    /// A step of a job, by the function that does jobs of its kind.
    private Map<String, Object> step(Map<String, Object> payload, Context context) {
        var kind = ((Map<?, ?>) Optional.ofNullable(payload.get("job")).orElseThrow()).get("kind");
        var answer = Optional.ofNullable(workers.get(String.valueOf(kind)))
                .orElseThrow()
                .handleRequest(payload, context);
        transitions.count(payload, answer);
        return answer;
    }

    private World world(Template template, Template.Function function) {
        var guard = new RightsGuard(template, function.logicalId());
        guards.add(guard);
        var environment = Environment.lookedUp(lookup(function));
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), meter));
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    private java.util.function.Function<String, Optional<String>> lookup(Template.Function function) {
        var names = asked.computeIfAbsent(function.logicalId(), _ -> new ConcurrentSkipListSet<>());
        var given = new TreeMap<>(table.variables());
        given.computeIfPresent("TOKEN_KEYS_URL", (_, _) -> NO_KEYS);
        return name -> {
            names.add(name);
            return Optional.ofNullable(given.get(name));
        };
    }

    private static Object handler(Template.Function function, World world) {
        try {
            return Class.forName(function.handler()).getConstructor(World.class).newInstance(world);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(function.logicalId() + ": no handler " + function.handler() + " can be made", e);
        }
    }

    /// A function that a schedule calls, or an operator.
    ScheduledFunction called(String logicalId) {
        return Optional.ofNullable(scheduled.get(logicalId)).orElseThrow();
    }

    /// The routes of all functions.
    List<Route> routes() {
        return doors.keySet().stream().map(HttpFunction::routes).flatMap(List::stream).toList();
    }

    /// Has every function behind the gateway do what it does before its snapshot is taken; the statuses that it met.
    List<Integer> prime() {
        return doors.keySet().stream().flatMap(function -> function.priming().prime().stream()).toList();
    }

    /// The names of the variables that each function has asked for so far, by its logical id.
    Map<String, Set<String>> asked() {
        return asked;
    }

    /// Calls the function that the gateway would send this to.
    Answer call(UnaryOperator<FunctionCalls> caller, String method, String target, String body) {
        return caller.apply(door(method, target.split("\\?", 2)[0])).call(method, target, body);
    }

    private FunctionCalls door(String method, String path) {
        return doors.entrySet()
                .stream()
                .flatMap(door -> door.getKey().routes().stream().map(route -> Map.entry(route, door.getValue())))
                .filter(door -> takes(door.getKey(), method, path))
                .min(Comparator.comparingInt(door -> door.getKey().path().split("\\{", -1).length))
                .map(Map.Entry::getValue)
                .or(() -> doors.entrySet()
                        .stream()
                        .filter(door -> takesTheRest(door.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst())
                .orElseThrow();
    }

    private static boolean takes(Route route, String method, String path) {
        return route.method().equals(method) && path.matches(route.path().replaceAll("\\{[^}]+}", "[^/]+"));
    }

    private static boolean takesTheRest(HttpFunction function) {
        return function.routes().stream().anyMatch(route -> route.key().equals("$default"));
    }

    /// Carries all jobs to their ends, and brings what happened to the functions on the stream, until nothing more happens.
    void settle() {
        jobs.run();
        sweep();
        called("SweepPrivacyFunction").handleRequest(new ScheduledEvent(), new TestContext("quarter"));
        bringRecords();
    }

    /// Whoever holds a job is dead for so long that the sweeper calls for another execution.
    void loseExecutions() {
        clock.advance(Limits.JOB_WAITS_FOR_SLICES.plus(Limits.JOB_LEASE).plusSeconds(1));
        sweep();
    }

    /// A minute of the sweeper.
    private void sweep() {
        sweepers.forEach(sweeper -> sweeper.handleRequest(new ScheduledEvent(), new TestContext("minute")));
    }

    private void bringRecords() {
        for (var records = stream.next(0); !records.isEmpty(); records = stream.next(0)) {
            for (var hearer : hearers.entrySet()) {
                deliver(hearer.getKey(), hearer.getValue(), records);
            }
        }
    }

    private static void deliver(
            Template.Function function,
            StreamFunction hearer,
            List<DynamodbEvent.DynamodbStreamRecord> records) {
        var patterns = function.streams().stream().map(Template.StreamMapping::patterns).flatMap(List::stream).toList();
        var event = new DynamodbEvent();
        event.setRecords(records.stream().filter(record -> isHeard(record, patterns)).toList());
        var answer = hearer.handleRequest(event, new TestContext("invocation"));
        assertThat(answer.getBatchItemFailures()).as(function.logicalId()).isEmpty();
    }

    private static boolean isHeard(DynamodbEvent.DynamodbStreamRecord record, List<String> patterns) {
        var json = JsonTrees.object();
        var keys = json.putObject("dynamodb").putObject("Keys");
        record.getDynamodb().getKeys().forEach((name, value) -> keys.putObject(name).put("S", value.getS()));
        return patterns.stream().anyMatch(pattern -> matches(json.toString(), pattern));
    }

    private static boolean matches(String json, String pattern) {
        try {
            return Ruler.matchesRule(json, pattern);
        } catch (Exception e) { // Ruler declares nothing narrower
            throw new AssertionError("no pattern: " + pattern, e);
        }
    }

    /// What every test ends with: nobody did what the policies do not allow, or put an object of which the list of what an
    /// erasure takes does not know.
    @Override
    public void close() {
        stream.close();
        TableCheck.checkObjects(table.objects());
        assertThat(guards).allSatisfy(guard -> assertThat(guard.refusals()).isEmpty());
    }
}
