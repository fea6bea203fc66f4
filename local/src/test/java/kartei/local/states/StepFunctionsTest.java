package kartei.local.states;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import kartei.local.JsonTrees;
import kartei.testkit.Project;
import kartei.testkit.StepFunctions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/// An interpreter that is not ours takes the same paths through `functions/jobs.asl.json` (with `-Dstack=localstack`).
@EnabledIfSystemProperty(named = "stack", matches = "localstack")
class StepFunctionsTest {
    private static final List<String> TASKS = List.of("Plan", "Slice", "Finish", "LetGo");
    private static final String INPUT = """
            [{"ws": "demo", "kind": "KIND", "id": "KIND-01KB3W0000000000000000000A"}]
            """;

    /// A line of `job-paths.csv`: its name, the kind of job, what each task answers, and the path.
    private record Line(String kind, List<String> answers, String path) {
        static Line of(String text) {
            var cells = Stream.of(text.split("\\|", -1)).map(String::strip).toList();
            return new Line(cells.get(1), cells.subList(2, cells.size() - 1), cells.getLast());
        }
    }

    @Test
    void takesTheSamePaths() throws IOException {
        var lines = Files.readAllLines(Path.of("src/test/resources/job-paths.csv"))
                .stream()
                .skip(1)
                .map(Line::of)
                .toList();
        try (var engine = StepFunctions.start(mocks(lines))) {
            var machine = engine.make("Jobs", Project.template().stateMachines().getFirst().definition());
            var executions = new LinkedHashMap<String, String>();
            for (int number = 0; number < lines.size(); number++) {
                var line = lines.get(number);
                executions.put(engine.execute(machine, "Case" + number, INPUT.replace("KIND", line.kind())),
                        line.path());
            }

            assertThat(executions).hasSize(lines.size())
                    .allSatisfy(
                            (execution, path) -> assertThat(String.join(" ", engine.path(execution))).isEqualTo(path));
        }
    }

    private static String mocks(List<Line> lines) {
        var root = JsonTrees.object();
        var cases = root.putObject("StateMachines").putObject("Jobs").putObject("TestCases");
        var responses = root.putObject("MockedResponses");
        responses.putObject("Started").putObject("0").putObject("Return").put("ExecutionArn", "arn:started");
        for (int number = 0; number < lines.size(); number++) {
            var tasks = cases.putObject("Case" + number).put("Continue", "Started");
            for (int task = 0; task < TASKS.size(); task++) {
                var name = "Case" + number + TASKS.get(task);
                tasks.put(TASKS.get(task), name);
                answers(lines.get(number).answers().get(task)).forEach(responses.putObject(name)::set);
            }
        }
        return root.toString();
    }

    /// The answers of one task by their numbers, the last one again and again.
    private static Map<String, ObjectNode> answers(String cell) {
        var byNumber = new LinkedHashMap<String, ObjectNode>();
        var all = new ArrayList<>(List.of(cell.split(", ", -1)));
        var last = all.removeLast();
        for (int number = 0; number < all.size(); number++) {
            byNumber.put(Integer.toString(number), answer(all.get(number)));
        }
        byNumber.put(all.size() + "-" + (all.size() + 20), answer(last));
        return byNumber;
    }

    private static ObjectNode answer(String answer) {
        var json = JsonTrees.object();
        if (answer.equals("!")) {
            json.putObject("Throw").put("Error", "Lambda.Unknown").put("Cause", "it threw");
        } else {
            json.putObject("Return").put("StatusCode", 200).set("Payload", Script.answer(answer));
        }
        return json;
    }
}
