package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.domain.Rejected;
import kartei.domain.workspace.Workspace;

/// Makes a group or a team: at most once under an Idempotency-Key.
record CreateOnce(EditRules edits, Attempts attempts) {
    private static final int CREATED = 201;
    private static final String KEY = "key";

    /// What is to be written under which key.
    record Creation(String key, EditRules.Edit edit) {}

    /// What was made, now or by an earlier attempt.
    record Created(String key, Workspace workspace, boolean replayed) {}

    Created create(HttpRequest request, Function<Workspace, Creation> decide) {
        var made = new ArrayList<String>();
        var replayed = new AtomicBoolean();
        var edited = edits.edit(request.workspace(), workspace -> {
            made.clear();
            if (earlier(request).map(made::add).isPresent()) {
                replayed.set(true);
                return Optional.empty();
            }
            var creation = decide.apply(workspace);
            var actions = new ArrayList<>(creation.edit().changes());
            actions.addAll(attempts.record(request, CREATED, Map.of(KEY, creation.key())));
            made.add(creation.key());
            return Optional.of(new EditRules.Edit(actions, creation.edit().reach()));
        });
        return new Created(made.getFirst(), edited.workspace(), replayed.get());
    }

    private Optional<String> earlier(HttpRequest request) {
        return attempts.earlier(request)
                .map(earlier -> Optional.ofNullable(earlier.ids().get(KEY)).orElseThrow(Rejected::notFound));
    }
}
