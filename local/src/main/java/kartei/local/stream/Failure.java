package kartei.local.stream;

/// One record that a function gave up on: why, and where it stood in the stream. Metadata only, as on AWS.
public record Failure(
        String function,
        String reason,
        String shard,
        String sequence,
        String eventId,
        String eventName,
        String writtenAt) {}
