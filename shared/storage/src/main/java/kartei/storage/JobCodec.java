package kartei.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobState;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `kind#ulid`: a job. `ws`, `kind` and `id` are what the pipe hands to the state machine; `turn` is what its filter looks at.
final class JobCodec implements ItemCodec<Job> {
    static final String STATE = "state";
    static final String ABOUT = "about";
    static final String DONE = "done";
    static final String OF_ABOUT = "ofAbout";
    static final String FOUND = "found";
    static final String REASON = "reason";
    static final String SEGMENTS = "segments";
    static final String EXECUTION = "execution";
    static final String ATTEMPTS = "attempts";
    static final String TURN = "turn";
    static final String WAIT_UNTIL = "waitUntil";

    @Override
    public Item encode(WorkspaceId ws, Job job) {
        var item = Item.at(Keys.job(ws, job.id()))
                .text("ws", ws.value())
                .text("kind", job.id().kind().word())
                .text("id", job.id().value())
                .text(STATE, job.state().name())
                .with(ABOUT, AttributeValue.fromM(texts(job.about())))
                .number(DONE, job.progress().done())
                .number(OF_ABOUT, job.progress().ofAbout())
                .number(FOUND, job.progress().found())
                .text(REASON, job.reason())
                .text(EXECUTION, job.execution())
                .number(ATTEMPTS, job.attempts())
                .text(TURN, job.turn().name())
                .time(WAIT_UNTIL, job.waitUntil())
                .time("createdAt", job.createdAt());
        job.segments().ifPresent(cursors -> item.with(SEGMENTS, segments(cursors)));
        job.due().ifPresent(due -> item.indexed(Index.WORK, Keys.activeJob(due, job.id())));
        job.ends().ifPresent(ends -> item.number(Fields.TTL, ends.getEpochSecond()));
        return item;
    }

    @Override
    public Job decode(Item item) {
        return new Job(JobId.of(item.text("id")).orElseThrow(() -> new IllegalStateException("is of no known kind")),
                JobState.valueOf(item.text(STATE)), texts(item, ABOUT),
                new Job.Progress(item.number(DONE), item.number(OF_ABOUT), item.number(FOUND)), item.findText(REASON),
                item.field(SEGMENTS).map(_ -> segments(item)), item.findText(EXECUTION),
                Math.toIntExact(item.number(ATTEMPTS)), Job.Turn.valueOf(item.text(TURN)), item.findTime(WAIT_UNTIL),
                item.findText(Index.WORK.sortField()).map(Keys::dueOfActiveJob), item.time("createdAt"),
                item.findNumber(Fields.TTL).map(Instant::ofEpochSecond));
    }

    static AttributeValue segments(Map<Integer, String> cursors) {
        return AttributeValue.fromM(cursors.entrySet()
                .stream()
                .collect(Collectors.toMap(cursor -> cursor.getKey().toString(),
                        cursor -> AttributeValue.fromS(cursor.getValue()))));
    }

    private static Map<Integer, String> segments(Item item) {
        return texts(item, SEGMENTS).entrySet()
                .stream()
                .collect(Collectors.toMap(cursor -> Integer.valueOf(cursor.getKey()), Map.Entry::getValue));
    }

    static Map<String, AttributeValue> texts(Map<String, String> texts) {
        return texts.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, text -> AttributeValue.fromS(text.getValue())));
    }

    private static Map<String, String> texts(Item item, String field) {
        return item.map(field)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey,
                        text -> Optional.ofNullable(text.getValue().s()).orElseThrow()));
    }
}
