package kartei.local.lambda;

import java.time.InstantSource;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import kartei.api.Ids;
import kartei.api.World;
import kartei.local.Activity;
import kartei.testkit.Template;

/// A function as Lambda runs it: warm handlers that take one event at a time, more of them when more events come at once.
public final class LocalFunction implements Invoker, AutoCloseable {
    /// How many events one function answers at once; further ones wait. AWS's own bound for a new account is 1,000 in all.
    private static final int CONCURRENT_MAX = 32;

    private final Template.Function function;
    private final Supplier<World> worlds;
    private final Activity activity;
    private final InstantSource machine;
    private final Ids ids;
    private final Deque<WarmHandler> warm = new ConcurrentLinkedDeque<>();
    private final Semaphore free = new Semaphore(CONCURRENT_MAX, true);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /// Starts the function, so that one that cannot start is known at once. Each warm handler gets a world of its own.
    public LocalFunction(Template.Function function, Supplier<World> worlds, Activity activity, InstantSource machine) {
        this.function = function;
        this.worlds = worlds;
        this.activity = activity;
        this.machine = machine;
        this.ids = new Ids(machine);
        warm.push(make());
    }

    @Override
    public String name() {
        return function.name();
    }

    /// The handler's answer to `event`, both JSON.
    ///
    /// @throws InvocationFailure when the handler throws, or when its time is over; it is interrupted then
    @Override
    public byte[] invoke(byte[] event) throws InvocationFailure {
        free.acquireUninterruptibly();
        activity.begin(name());
        try {
            var copy = warm.pollFirst();
            return await(threads.submit(() -> run(copy == null ? make() : copy, event)));
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private WarmHandler make() {
        return WarmHandler.of(function.handler(), worlds.get());
    }

    private byte[] run(WarmHandler copy, byte[] event) {
        try {
            var deadline = machine.instant().plus(function.timeout());
            var answer = copy.handle(event, new Invocation(ids.next(), function, deadline, machine));
            warm.push(copy);
            return answer;
        } finally {
            activity.end(name());
        }
    }

    private byte[] await(Future<byte[]> answer) throws InvocationFailure {
        try {
            return answer.get(function.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            new FunctionLog(name()).logger().error("timed out after {}", function.timeout());
            throw InvocationFailure.timedOut(name());
        } catch (ExecutionException e) {
            new FunctionLog(name()).logger().error("the handler failed", e.getCause());
            throw InvocationFailure.thrown(name());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw InvocationFailure.thrown(name());
        }
    }
}
