package kartei.function.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Attempt;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.conversation.Claim;
import kartei.domain.workspace.Workspace;
import kartei.storage.Action;
import kartei.storage.Attachments;
import kartei.storage.Backoff;
import kartei.storage.ConditionFailed;
import kartei.storage.Idempotency;
import kartei.storage.Intake;
import kartei.storage.Marking;
import kartei.storage.Together;
import kartei.storage.Workspaces;

/// Takes a message in: exactly once, into the one live contact of its sender, whoever else is writing at the same moment.
///
/// A sender that is known costs one read, which runs beside the check of the caller, and one transaction. What was read may
/// be out of date by then; the transaction then does nothing, and all is read again.
final class TakeMessage {
    private final Intake intake;
    private final Uploads uploads;
    private final Idempotency idempotency;
    private final Workspaces workspaces;
    private final PlaceMessage placing;
    private final Supplier<String> ids;
    private final Backoff backoff;

    TakeMessage(Intake intake, Marking marking, Uploads uploads, Idempotency idempotency, Workspaces workspaces,
            Supplier<String> ids, Backoff backoff) {
        this.intake = intake;
        this.uploads = uploads;
        this.idempotency = idempotency;
        this.workspaces = workspaces;
        this.placing = new PlaceMessage(intake, marking, uploads, ids);
        this.ids = ids;
        this.backoff = backoff;
    }

    /// A message that is being taken. `attempt`: under an Idempotency-Key.
    record Request(WorkspaceId workspace, Incoming incoming, Optional<Attempt> attempt, Instant now) {}

    /// What must be known before; reads only.
    Intake.Before look(Request request) {
        return intake.before(request.workspace(), request.incoming().sent(),
                request.attempt().map(attempt -> idempotency.keyOf(request.workspace(), attempt)));
    }

    /// Takes the message by what `look` has found.
    ///
    /// @throws Rejected `busy` when others were in the way each time; the message was not taken
    Taken take(Request request, Intake.Before found, Workspace workspace) {
        var messageId = ids.get();
        var before = found;
        var opened = workspace;
        Optional<Taken> ours = Optional.empty();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            if (ours.isPresent() && before.claim().filter(claim -> claim.messageId().equals(messageId)).isPresent()) {
                return ours.get();
            }
            try {
                var earlier = answered(request, before);
                if (earlier.isPresent()) {
                    return earlier.get();
                }
                var plan = placing.place(new Situation(request, before, opened, messageId, attempt == 1));
                ours = Optional.of(plan.taken());
                commit(request, plan);
                return plan.taken();
            } catch (ConditionFailed notAsThought) {
                backoff.before(attempt);
            }
            var reading = Together.start(() -> workspaces.open(request.workspace()));
            before = look(request);
            opened = Together.join(reading);
        }
        throw Rejected.busy();
    }

    private void commit(Request request, PlaceMessage.Plan plan) throws ConditionFailed {
        request.attempt().map(attempt -> record(request, attempt, plan.taken())).ifPresent(plan.write()::with);
        plan.write().commit();
    }

    private Action record(Request request, Attempt attempt, Taken taken) {
        return idempotency.record(request.workspace(), attempt, taken.record(), request.now());
    }

    /// The answer to a message that was taken before, under the same Idempotency-Key or not.
    ///
    /// @throws ConditionFailed when another attempt with the key was faster
    private Optional<Taken> answered(Request request, Intake.Before before) throws ConditionFailed {
        var earlier = request.attempt()
                .flatMap(attempt -> idempotency.read(request.workspace(), attempt, before.earlier(), request.now()));
        if (before.claim().isEmpty()) {
            return Optional.empty();
        }
        var claim = before.claim().get();
        return Optional.of(earlier.isPresent() ? Taken.replayed(earlier.get(), again(request, claim, Optional.empty()))
                : duplicate(request, claim));
    }

    private Taken duplicate(Request request, Claim claim) throws ConditionFailed {
        var taken = Taken.again(claim, List.of());
        return Taken.again(claim,
                again(request, claim, request.attempt().map(attempt -> record(request, attempt, taken))));
    }

    private List<Attachments.Upload> again(Request request, Claim claim, Optional<Action> record)
            throws ConditionFailed {
        return uploads.again(request.workspace(), claim.conversation(), claim.messageId(), claim.files(), record);
    }
}
