package kartei.api;

import java.time.Duration;
import java.time.InstantSource;

import kartei.domain.Limits;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Everything outside the process that a function can reach. Tests and the local runner hand in another one.
public record World(Environment environment, Clients clients, InstantSource clock, Ids ids, Pause pause) {

    public static World real() {
        return of(Environment.ofProcess(), InstantSource.system());
    }

    /// A world whose services are those of `environment` and whose time is that of `clock`.
    public static World of(Environment environment, InstantSource clock) {
        return new World(environment, Clients.of(environment), clock, new Ids(clock), Pause.real());
    }

    public DynamoDbClient dynamo() {
        return clients.dynamo();
    }

    public S3Client s3() {
        return clients.s3();
    }

    public S3Presigner presigner() {
        return clients.presigner();
    }

    public KmsClient kms() {
        return clients.kms();
    }

    /// Waits before another try, longer each time and never as long as another waits: full jitter below a doubling bound.
    public void backOff(int attempt) {
        var bound = Limits.WRITE_BACKOFF_FIRST.toMillis() << Math.min(attempt, 6);
        pause.of(Duration.ofMillis(1 + ids.below(Math.toIntExact(bound))));
    }
}
