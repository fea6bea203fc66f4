package kartei.testkit;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Carries the jobs of a test's table through their steps, as `functions/jobs.asl.json` does, one after the other in the
/// test's own thread: so a job can be left at any point, and taken up again.
public final class JobRun {
    private static final int TASKS_MAX = 20_000;

    private final TestTable table;
    private final RequestHandler<Map<String, Object>, Map<String, Object>> slices;
    private final Set<String> kinds;
    private final Consumer<Instant> moveClock;
    private final Set<String> underWay = new HashSet<>();
    private int executions;
    private int tasks;

    /// `slices` does the steps of the jobs of these kinds; `moveClock` is told until when a job waits.
    public JobRun(TestTable table, RequestHandler<Map<String, Object>, Map<String, Object>> slices, Set<String> kinds,
            Consumer<Instant> moveClock) {
        this.table = table;
        this.slices = slices;
        this.kinds = Set.copyOf(kinds);
        this.moveClock = moveClock;
    }

    /// Where a job is; what the pipe tells of it.
    public record Job(String ws, String kind, String id) {}

    /// The jobs of these kinds that have not ended.
    public List<Job> active() {
        return table.items(item -> text(item, "PK").startsWith("JOB#") && item.containsKey("WrkPK"))
                .stream()
                .map(item -> new Job(text(item, "ws"), text(item, "kind"), text(item, "id")))
                .filter(job -> kinds.contains(job.kind()))
                .toList();
    }

    /// Runs the jobs to their ends, each by an execution of its own; says how many steps it took.
    public int run() {
        var before = tasks;
        for (var jobs = active(); !jobs.isEmpty(); jobs = active()) {
            jobs.forEach(job -> run(job, "execution-" + ++executions, Optional.empty()));
        }
        return tasks - before;
    }

    /// A job that waits may wait for others.
    private void runOthers() {
        active().stream()
                .filter(job -> !underWay.contains(job.id()))
                .forEach(job -> run(job, "execution-" + ++executions, Optional.empty()));
    }

    /// Runs an execution, and those in which it goes on.
    public void run(Job job, String execution, Optional<String> after) {
        underWay.add(job.id());
        try {
            goOn(job, execution, after);
        } finally {
            underWay.remove(job.id());
        }
    }

    private void goOn(Job job, String execution, Optional<String> after) {
        var input = new LinkedHashMap<String, Object>(Map.of("ws", job.ws, "kind", job.kind, "id", job.id));
        after.ifPresent(name -> input.put("after", name));
        var answer = step("plan", input, execution, Map.of("round", 0));
        for (var next = next(answer); !next.equals("end"); next = next(answer)) {
            switch (next) {
                case "slice" -> {
                    segments(answer).forEach(segment -> segment(input, execution, segment));
                    answer = step("finish", input, execution, Map.of("round", of(answer, "round")));
                }
                case "finish" -> answer = step("finish", input, execution, Map.of("round", of(answer, "round")));
                case "wait" -> {
                    moveClock.accept(Instant.parse(of(answer, "until").toString()));
                    runOthers();
                    answer = step("plan", input, execution, Map.of("round", of(answer, "round")));
                }
                case "continue" -> {
                    goOn(job, "execution-" + ++executions, Optional.of(execution));
                    return;
                }
                default -> throw new AssertionError("nobody knows what " + next + " is");
            }
        }
    }

    private void segment(Map<String, Object> input, String execution, Map<String, Object> segment) {
        var answer = segment;
        do {
            answer = step("slice", input, execution, Map.of("segment", answer));
        } while (next(answer).equals("slice"));
    }

    /// One step of a job.
    public Map<String, Object> step(String step, Map<String, Object> job, String execution, Map<String, Object> more) {
        if (++tasks > TASKS_MAX) {
            throw new AssertionError("the jobs do not end");
        }
        var payload = new LinkedHashMap<String, Object>(more);
        payload.put("step", step);
        payload.put("job", job);
        payload.put("execution", execution);
        return slices.handleRequest(payload, new TestContext(execution));
    }

    private static String next(Map<String, Object> answer) {
        return of(answer, "next").toString();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> segments(Map<String, Object> answer) {
        return (List<Map<String, Object>>) of(answer, "segments");
    }

    private static Object of(Map<String, Object> answer, String name) {
        return Optional.ofNullable(answer.get(name)).orElseThrow(() -> new AssertionError("no " + name));
    }

    private static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(AttributeValue::s).orElse("");
    }
}
