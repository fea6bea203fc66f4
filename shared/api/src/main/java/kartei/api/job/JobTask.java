package kartei.api.job;

import java.util.Map;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.job.JobId;

/// What a task of the state machine asks for (`functions/jobs.asl.json`, Payload). `round` counts what the execution has
/// decided so far; `segment` and `rounds` are those of a slice: which one, and how many rounds it has left.
record JobTask(
        String step,
        WorkspaceId workspace,
        JobId job,
        String execution,
        Optional<String> after,
        int round,
        int segment,
        int rounds) {

    static JobTask of(Map<String, Object> payload) {
        var job = object(payload, "job");
        var segment = Optional.ofNullable(payload.get("segment")).map(_ -> object(payload, "segment")).orElse(Map.of());
        return new JobTask(text(payload, "step"), new WorkspaceId(text(job, "ws")),
                JobId.of(text(job, "id")).orElseThrow(() -> missing("id of a known kind")), text(payload, "execution"),
                Optional.ofNullable(job.get("after")).map(Object::toString), number(payload, "round"),
                number(segment, "number"), number(segment, "rounds"));
    }

    private static String text(Map<String, Object> object, String name) {
        return Optional.ofNullable(object.get(name)).map(Object::toString).orElseThrow(() -> missing(name));
    }

    private static int number(Map<String, Object> object, String name) {
        return Optional.ofNullable(object.get(name)).map(Number.class::cast).map(Number::intValue).orElse(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> object, String name) {
        return (Map<String, Object>) Optional.ofNullable(object.get(name)).orElseThrow(() -> missing(name));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("the task has no " + name);
    }
}
