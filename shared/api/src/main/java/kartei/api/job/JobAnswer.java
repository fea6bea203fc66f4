package kartei.api.job;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the state machine does next (`functions/jobs.asl.json`, Choice).
sealed interface JobAnswer {
    /// Works on these segments, with so many rounds for each.
    record Segments(List<Integer> numbers, int rounds) implements JobAnswer {}

    /// Asks for the next slice of the segment, which has so many rounds left.
    record Slice(int segment, int rounds) implements JobAnswer {}

    /// Waits, and asks for the plan again.
    record Wait(Instant until) implements JobAnswer {}

    record Finish() implements JobAnswer {}

    /// Goes on as a new execution.
    record Continue() implements JobAnswer {}

    /// Has nothing more to do.
    record End() implements JobAnswer {}

    /// As JSON; every member is there whatever the answer, since a path of the state machine must lead somewhere.
    default Map<String, Object> json(JobTask task) {
        var json = new LinkedHashMap<String, Object>();
        json.put("next", word());
        json.put("round", task.round() + 1);
        json.put("until", this instanceof Wait(var until) ? until.toString() : "");
        json.put("segments",
                this instanceof Segments(var numbers, var rounds)
                        ? numbers.stream().map(number -> segment(number, rounds)).toList()
                        : List.of());
        json.put("number", task.segment());
        json.put("rounds", this instanceof Slice(_, var left) ? left : 0);
        return json;
    }

    private static Map<String, Object> segment(int number, int rounds) {
        return Map.of("number", number, "rounds", rounds);
    }

    private String word() {
        return switch (this) {
            case Segments _,Slice _ -> "slice";
            case Wait _ -> "wait";
            case Finish _ -> "finish";
            case Continue _ -> "continue";
            case End _ -> "end";
        };
    }
}
