package kartei.local.states;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import kartei.local.JsonTrees;
import kartei.local.Signal;
import kartei.local.lambda.InvocationFailure;
import kartei.local.lambda.Invoker;
import kartei.testkit.Template;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Calls a function at a rate, by the clock that functions see. A clock that was moved past several times calls once.
public final class Schedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Template.Schedule schedule;
    private final Invoker function;
    private final InstantSource clock;
    private final Signal signal;
    private volatile Instant next;
    private volatile boolean open = true;

    public Schedule(Template.Schedule schedule, Invoker function, InstantSource clock, Signal signal) {
        this.schedule = schedule;
        this.function = function;
        this.clock = clock;
        this.signal = signal;
        this.next = clock.instant().plus(schedule.every());
    }

    public void start() {
        Thread.ofVirtual().start(this::run);
    }

    public String name() {
        return schedule.name();
    }

    /// When it calls next; in the past while it is at it.
    public Instant next() {
        return next;
    }

    private void run() {
        while (open) {
            var rings = signal.rings();
            var left = Duration.between(clock.instant(), next);
            if (left.isPositive()) {
                signal.await(rings, left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY);
            } else {
                call();
            }
        }
    }

    private void call() {
        var now = clock.instant();
        var event = JsonTrees.object()
                .put("version", "0")
                .put("id", schedule.name())
                .put("detail-type", "Scheduled Event")
                .put("source", "aws.events")
                .put("account", "000000000000")
                .put("time", now.toString())
                .put("region", "us-east-1");
        event.putArray("resources").add("arn:aws:events:us-east-1:000000000000:rule/" + schedule.name());
        event.putObject("detail");
        try {
            function.invoke(JsonTrees.bytes(event));
        } catch (InvocationFailure failure) {
            LOG.warn("{} failed; it is called again in {}", function.name(), schedule.every());
        }
        next = now.plus(schedule.every());
        signal.ring();
    }

    @Override
    public void close() {
        open = false;
        signal.ring();
    }
}
