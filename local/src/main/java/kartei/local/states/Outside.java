package kartei.local.states;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;

/// What an execution reaches: functions, other executions, and the clock.
interface Outside {
    /// The answer of the function with this ARN.
    JsonNode invoke(String functionArn, JsonNode payload) throws StateFailure;

    /// Starts an execution of the same machine; says what Step Functions answers.
    JsonNode start(JsonNode input);

    Instant now();

    /// Waits until the clock shows this time.
    void await(Instant until);

    /// A number from 0 to below 1.
    double random();
}
