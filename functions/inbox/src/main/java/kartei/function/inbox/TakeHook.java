package kartei.function.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.workspace.Workspace;
import kartei.storage.Together;
import kartei.storage.Workspaces;

/// Takes all messages of one webhook call: those of one sender one after the other, several senders side by side.
final class TakeHook {
    private final TakeMessage take;
    private final Workspaces workspaces;

    TakeHook(TakeMessage take, Workspaces workspaces) {
        this.take = take;
        this.workspaces = workspaces;
    }

    /// How many were taken now, and how many had been taken before.
    record Counted(int accepted, int duplicates) {
        Counted and(Counted other) {
            return new Counted(accepted + other.accepted, duplicates + other.duplicates);
        }
    }

    /// @throws Rejected `busy` when one could not be taken; those that were stay taken, and are duplicates when the call is
    /// sent again
    Counted take(WorkspaceId ws, List<Incoming> messages, Instant now) {
        if (messages.isEmpty()) {
            return new Counted(0, 0);
        }
        var opening = Together.start(() -> workspaces.open(ws));
        var bySender = new LinkedHashMap<String, List<Incoming>>();
        messages.forEach(message -> bySender.computeIfAbsent(message.sent().senderId(), sender -> new ArrayList<>())
                .add(message));
        var senders = List.copyOf(bySender.values());
        var counted = new Counted(0, 0);
        for (int from = 0; from < senders.size(); from += Limits.HOOK_SENDERS_AT_ONCE_MAX) {
            var some = senders.subList(from, Math.min(senders.size(), from + Limits.HOOK_SENDERS_AT_ONCE_MAX));
            var tasks = some.stream().<Supplier<Counted>>map(own -> () -> inOrder(ws, opening, own, now)).toList();
            counted = Together.all(tasks).stream().reduce(counted, Counted::and);
        }
        return counted;
    }

    private Counted inOrder(
            WorkspaceId ws,
            CompletableFuture<Workspace> opening,
            List<Incoming> messages,
            Instant now) {
        var counted = new Counted(0, 0);
        for (var message : messages) {
            var request = new TakeMessage.Request(ws, message, Optional.empty(), now);
            var before = take.look(request);
            var taken = take.take(request, before, Together.join(opening));
            counted = counted.and(taken.made() == Taken.Made.DUPLICATE ? new Counted(0, 1) : new Counted(1, 0));
        }
        return counted;
    }
}
