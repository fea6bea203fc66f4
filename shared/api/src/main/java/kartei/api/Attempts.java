package kartei.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.domain.Rejected;
import kartei.storage.Action;
import kartei.storage.Idempotency;

/// What a request with an Idempotency-Key was answered with the first time; of one without a key nothing is kept.
public record Attempts(Idempotency idempotency) {

    /// The first answer, when this is another attempt.
    ///
    /// @throws Rejected `idempotency-mismatch` when the first one had another body
    public Optional<Idempotency.Earlier> earlier(HttpRequest request) {
        return request.attempt().flatMap(sent -> idempotency.find(request.caller().workspace(), sent, request.now()));
    }

    /// What writes the answer down, in the transaction of what was made; it fails when another attempt was first.
    public List<Action> record(HttpRequest request, int status, Map<String, String> ids) {
        return request.attempt()
                .map(sent -> idempotency.record(request.caller().workspace(), sent,
                        new Idempotency.Earlier(status, ids), request.now()))
                .map(List::of)
                .orElse(List.of());
    }
}
