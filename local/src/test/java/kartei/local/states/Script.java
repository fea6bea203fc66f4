package kartei.local.states;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import kartei.local.JsonTrees;

import com.fasterxml.jackson.databind.JsonNode;

/// An outside that answers by a script: for each step of a job its answers in turn, the last one again and again; `!` throws.
final class Script implements Outside {
    private final Map<String, List<String>> answers;
    private final Map<String, Integer> asked = new HashMap<>();
    private final List<JsonNode> payloads = new ArrayList<>();
    private final List<JsonNode> started = new ArrayList<>();
    private final List<Instant> awaited = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T09:00:00Z");

    Script(Map<String, List<String>> answers) {
        this.answers = answers;
    }

    List<JsonNode> payloads() {
        return payloads;
    }

    List<JsonNode> started() {
        return started;
    }

    List<Instant> awaited() {
        return awaited;
    }

    @Override
    public synchronized JsonNode invoke(String functionArn, JsonNode payload) throws StateFailure {
        payloads.add(payload);
        var step = payload.path("step").asText();
        var all = answers.getOrDefault(step, List.of("end"));
        var before = asked.getOrDefault(step, 0);
        asked.put(step, before + 1);
        var answer = all.get(Math.min(before, all.size() - 1));
        if (answer.equals("!")) {
            throw new StateFailure("Lambda.Unknown", "it threw");
        }
        return answer(answer);
    }

    /// What the function of a job answers: `slice 2` has two segments, `wait` waits for a time that is past.
    static JsonNode answer(String answer) {
        var words = answer.split(" ", -1);
        var json = JsonTrees.object()
                .put("next", words[0])
                .put("round", 1)
                .put("until", "2026-01-01T00:00:00Z")
                .put("number", 0)
                .put("rounds", 150);
        var segments = json.putArray("segments");
        for (int number = 0; number < (words.length > 1 ? Integer.parseInt(words[1]) : 0); number++) {
            segments.addObject().put("number", number).put("rounds", 150);
        }
        return json;
    }

    @Override
    public synchronized JsonNode start(JsonNode input) {
        started.add(input);
        return JsonTrees.object().put("ExecutionArn", "arn");
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void await(Instant until) {
        awaited.add(until);
        now = until.isAfter(now) ? until : now;
    }

    @Override
    public double random() {
        return 1;
    }
}
