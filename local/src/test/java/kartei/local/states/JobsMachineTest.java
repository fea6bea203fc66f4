package kartei.local.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import kartei.domain.job.JobKind;
import kartei.local.JsonTrees;
import kartei.local.StartFailure;
import kartei.testkit.Project;
import kartei.testkit.Template;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/// The paths that `functions/jobs.asl.json` takes for what the functions answer. LocalStack's Step Functions takes the same
/// ones (`StepFunctionsTest`).
class JobsMachineTest {
    private static final String JOB = """
            {"ws": "demo", "kind": "clear-values", "id": "clear-values-01KB3W0000000000000000000A"}
            """;

    private final Template.StateMachine machine = Project.template().stateMachines().getFirst();

    @ParameterizedTest
    @CsvFileSource(resources = "/job-paths.csv", useHeadersInDisplayName = true, delimiter = '|')
    void followsWhatTheFunctionsAnswer(
            String name,
            String kind,
            String plan,
            String slice,
            String finish,
            String fail,
            String path) {
        var script = new Script(script(plan, slice, finish, fail));

        assertThat(run(script, "[" + JOB.replace("clear-values", kind) + "]")).as(name)
                .isEqualTo(Arrays.asList(path.split(" ")));
    }

    @Test
    void aLineLeadsThroughEveryState() throws IOException {
        var states = new TreeSet<String>();
        var top = json(machine.definition()).path("States");
        top.fieldNames().forEachRemaining(states::add);
        top.findValues("States").forEach(inner -> inner.fieldNames().forEachRemaining(states::add));

        assertThat(states).contains("Erasure", "Slice");
        assertThat(String.join(" ", Files.readAllLines(Path.of("src/test/resources/job-paths.csv"))).split("[ |]+"))
                .containsAll(states);
    }

    static Map<String, List<String>> script(String plan, String slice, String finish, String fail) {
        var answers = new TreeMap<String, List<String>>();
        answers.put("plan", Arrays.asList(plan.split(", ")));
        answers.put("slice", Arrays.asList(slice.split(", ")));
        answers.put("finish", Arrays.asList(finish.split(", ")));
        answers.put("fail", Arrays.asList(fail.split(", ")));
        return answers;
    }

    @Test
    void handsItsJobOverToANewExecution() {
        var script = new Script(Map.of("plan", List.of("continue")));

        run(script, "[" + JOB + "]");

        assertThat(script.started()).hasSize(1);
        assertThat(script.started().getFirst()).isEqualTo(json(JOB.replace("}", ", \"after\": \"E1\"}")));
        run(script, script.started().getFirst().toString());
        assertThat(script.payloads().getLast().at("/job/after").asText()).isEqualTo("E1");
    }

    @Test
    void tellsATaskWhatItNeedsAndNothingElse() {
        var script = new Script(Map.of("plan", List.of("slice 1")));

        run(script, "[" + JOB + "]");

        assertThat(script.payloads()).hasSize(3);
        assertThat(script.payloads().get(0))
                .isEqualTo(json("{\"step\": \"plan\", \"execution\": \"E1\", \"round\": 0, \"job\": " + JOB + "}"));
        assertThat(script.payloads().get(1)).isEqualTo(json("{\"step\": \"slice\", \"execution\": \"E1\", \"job\": "
                + JOB + ", \"segment\": {\"number\": 0, \"rounds\": 150}}"));
        assertThat(script.payloads().get(2))
                .isEqualTo(json("{\"step\": \"finish\", \"execution\": \"E1\", \"round\": 1, \"job\": " + JOB + "}"));
    }

    @Test
    void refusesAKindThatItHasNoBranchFor() {
        var script = new Script(Map.of());

        assertThat(run(script, JOB.replace("\"clear-values\"", "\"other\""))).containsExactly("Batch", "Kind",
                "UnknownKind");
        assertThat(script.payloads()).isEmpty();
    }

    @Test
    void hasABranchForEveryKindOfJob() {
        for (var kind : JobKind.values()) {
            var job = JOB.replace("\"clear-values\"", "\"" + kind.word() + "\"");
            assertThat(run(new Script(Map.of()), job)).as(kind.word()).contains("Plan", "Done");
        }
    }

    @Test
    void isCutWhereItsHistoryIsFull() {
        var script = new Script(Map.of("plan", List.of("slice 2"), "slice", List.of("slice")));
        var history = new History(History.EVENTS_MAX);

        assertThatThrownBy(() -> new Run(script, new Threads(), history, _ -> {}, context())
                .through(Definition.read("Jobs", machine.definition()), json(JOB))).isInstanceOf(History.Full.class);

        assertThat(script.payloads().size()).as("rounds").isBetween(3_000, 4_000);
    }

    @Test
    void staysFarBelowTheLimitOfItsHistoryWithAsManyRoundsAsItIsGiven() throws StateFailure {
        var rounds = new ArrayList<>(Collections.nCopies(300, "slice"));
        rounds.add("end");
        var script = new Script(Map.of("plan", List.of("slice 1"), "slice", rounds));
        var history = new History(History.EVENTS_MAX);

        new Run(script, new Threads(), history, _ -> {}, context())
                .through(Definition.read("Jobs", machine.definition()), json(JOB));

        assertThat(history.events()).isLessThan(History.EVENTS_MAX / 8);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            where it says | it says instead | refused with
            "Type": "Wait" | "Type": "Parallel" | states of type Parallel
            states:startExecution | sqs:sendMessage | the resource arn:aws:states:::sqs:sendMessage
            "MaxConcurrency": 8 | "ToleratedFailureCount": 8 | ToleratedFailureCount: is not known
            "IsPresent": true | "IsNull": true | a choice is by StringEquals
            "Mode": "INLINE" | "Mode": "DISTRIBUTED" | Mode must be INLINE
            ["States.ALL"] | ["States.Timeout"] | ErrorEquals must be States.ALL
            "$.plan.segments" | "$..segments" | the path $..segments
            "Default": "Done" | "Default": "Nowhere" | there is no state Nowhere
            "StartAt": "Slice" | "StartAt": "Sliced" | there is no state Sliced
            "Type": "Succeed" | "Type": "Succeed", "Next": "Kind" | Next: is not known
            "$.job.ws" | "States.UUID()" | the path States.UUID()
            "TimestampPath" | "SecondsPath" | TimestampPath is missing
            "ResultPath": "$.error" | "ResultPath": "$.error.deep" | the path $.error.deep
            """)
    void refusesByNameWhatItDoesNotKnow(String place, String instead, String message) {
        assertThat(machine.definition()).contains(place);
        var changed = machine.definition().replace(place, instead);

        assertThatThrownBy(() -> Definition.read("Jobs", changed)).isInstanceOf(StartFailure.class)
                .hasMessageContaining(message)
                .hasMessageStartingWith("Jobs");
    }

    /// The names of the states that were entered, those of side by side segments one segment after the other.
    private List<String> run(Script script, String input) {
        var path = Collections.synchronizedList(new ArrayList<String>());
        try {
            new Run(script, new Threads(), new History(History.EVENTS_MAX), path::add, context())
                    .through(Definition.read("Jobs", machine.definition()), json(input));
        } catch (StateFailure failed) {
            assertThat(path).endsWith(failed.error().equals("JobFailed") ? "Failed" : path.getLast());
        }
        return List.copyOf(path);
    }

    private static JsonNode context() {
        var context = JsonTrees.object();
        context.putObject("Execution").put("Name", "E1").put("Id", "arn:E1");
        context.putObject("StateMachine").put("Id", "arn:machine");
        return context;
    }

    private static JsonNode json(String text) {
        try {
            return JsonTrees.read(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
