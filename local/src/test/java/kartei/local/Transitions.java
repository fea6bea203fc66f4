package kartei.local;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Counts the states that Step Functions enters, and charges for, to have the steps of jobs done by `functions/jobs.asl.json`.
final class Transitions {
    /// Batch, First, Kind, the branch of the kind, Done.
    private static final int OF_AN_EXECUTION = 5;

    private final Set<String> executions = new HashSet<>();
    private int entered;

    void count(Map<String, Object> payload, Map<String, Object> answer) {
        if (executions.add(String.valueOf(payload.get("execution")))) {
            entered += OF_AN_EXECUTION;
        }
        entered += 2; // Plan, Finish or Slice, and the choice after it
        var next = String.valueOf(answer.get("next"));
        if (String.valueOf(payload.get("step")).equals("slice")) {
            entered += next.equals("slice") ? 0 : 1; // SegmentDone
        } else {
            entered += next.equals("slice") || next.equals("wait") ? 1 : 0; // Segments, Wait
        }
    }

    int entered() {
        return entered;
    }
}
