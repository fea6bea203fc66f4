package kartei.storage;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// Does several things side by side, each on a virtual thread of its own; one alone is done by the caller.
public final class Together {
    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private Together() {}

    /// All results in the order of the tasks; the first failure is thrown as it is, when all have ended: nothing goes on
    /// behind the answer.
    public static <T> List<T> all(List<Supplier<T>> tasks) {
        if (tasks.size() == 1) {
            return List.of(tasks.getFirst().get());
        }
        var started = tasks.stream().map(Together::start).toList();
        started.forEach(Together::await);
        return started.stream().map(Together::join).toList();
    }

    /// Starts it and goes on; `join` waits for it.
    public static <T> CompletableFuture<T> start(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, THREADS);
    }

    private static void await(CompletableFuture<?> started) {
        started.handle((result, failure) -> true).join();
    }

    public static <T> T join(CompletableFuture<T> started) {
        try {
            return started.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
