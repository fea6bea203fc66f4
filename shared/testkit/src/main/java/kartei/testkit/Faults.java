package kartei.testkit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/// Breaks calls below the SDK, so that its real retries and the real tokens are under test. The same seed and the same
/// order of calls break the same ones.
///
/// `faults.on("TransactWriteItems").call(2).inject(new Fault.AnswerLost())`
public final class Faults implements SdkHttpClient {
    /// At which of its calls long work is broken, one after the other: at every one, or at every n-th (docs/testing.md).
    public static final int EVERY = Integer.getInteger("every", 1);

    private static final int IN_A_ROW_MAX = 3;

    private final SdkHttpClient below;
    private final long seed;
    private final List<Rule> rules = new ArrayList<>();
    private final List<SentCall> sent = new ArrayList<>();
    private int fired;

    public Faults(SdkHttpClient below, long seed) {
        this.below = below;
        this.seed = seed;
    }

    /// Which calls, which of them, and what happens to them.
    private static final class Rule {
        private final Predicate<SentCall> calls;
        private final Predicate<Integer> which;
        private final Fault fault;
        private int seen;

        private Rule(Predicate<SentCall> calls, Predicate<Integer> which, Fault fault) {
            this.calls = calls;
            this.which = which;
            this.fault = fault;
        }

        private boolean takes(SentCall call) {
            return calls.test(call) && applies(fault, call) && which.test(++seen);
        }

        private static boolean applies(Fault fault, SentCall call) {
            return !(fault instanceof Fault.Conflict) || call.operation().equals("TransactWriteItems");
        }
    }

    /// The calls that a rule is about; each attempt of the SDK is a call.
    public final class Aim {
        private final Predicate<SentCall> calls;

        private Aim(Predicate<SentCall> calls) {
            this.calls = calls;
        }

        /// The one with this number, counted from 1.
        public Trigger call(int number) {
            return new Trigger(calls, count -> count == number);
        }

        /// The first ones.
        public Trigger first(int howMany) {
            return new Trigger(calls, count -> count <= howMany);
        }

        /// All of them.
        public Trigger always() {
            return new Trigger(calls, _ -> true);
        }

        /// Some of them, chosen by the seed.
        public Trigger withProbability(double probability) {
            return new Trigger(calls, count -> new SplittableRandom(seed + count).nextDouble() < probability);
        }
    }

    /// When a rule acts.
    public final class Trigger {
        private final Predicate<SentCall> calls;
        private final Predicate<Integer> which;

        private Trigger(Predicate<SentCall> calls, Predicate<Integer> which) {
            this.calls = calls;
            this.which = which;
        }

        /// Adds the rule; of several that act on one call the first one wins.
        public Faults inject(Fault fault) {
            synchronized (rules) {
                rules.add(new Rule(calls, which, fault));
            }
            return Faults.this;
        }
    }

    /// Calls of an operation, by its name in the API.
    public Aim on(String operation) {
        return on(call -> call.operation().equals(operation));
    }

    public Aim on(Predicate<SentCall> calls) {
        return new Aim(calls);
    }

    public Aim onAny() {
        return on(_ -> true);
    }

    /// From now on nothing is broken; counts start again.
    public void clear() {
        synchronized (rules) {
            rules.clear();
            sent.clear();
            fired = 0;
        }
    }

    /// How many calls were broken.
    public int fired() {
        synchronized (rules) {
            return fired;
        }
    }

    /// Loses the answer to every n-th call, but of none so often in a row that the SDK would give it up: calls side by side may
    /// come in such a turn that it is always the same one.
    public void loseEvery(int nth) {
        var count = new AtomicInteger();
        var inARow = new HashMap<SentCall, Integer>();
        on(call -> {
            var loses = count.incrementAndGet() % nth == 0 && inARow.getOrDefault(call, 0) < IN_A_ROW_MAX;
            if (loses) {
                inARow.merge(call, 1, Integer::sum);
            } else {
                inARow.remove(call);
            }
            return loses;
        }).always().inject(new Fault.AnswerLost());
    }

    /// The calls that came by, broken or not.
    public List<SentCall> sent() {
        synchronized (rules) {
            return List.copyOf(sent);
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var call = SentCall.of(request);
        return fault(call).<ExecutableHttpRequest>map(fault -> new BrokenCall(below, request, call, fault))
                .orElseGet(() -> below.prepareRequest(request));
    }

    private Optional<Fault> fault(SentCall call) {
        synchronized (rules) {
            sent.add(call);
            var takers = rules.stream().filter(rule -> rule.takes(call)).toList(); // all of them count the call
            var fault = takers.stream().findFirst().map(rule -> rule.fault);
            fired += fault.isPresent() ? 1 : 0;
            return fault;
        }
    }

    @Override
    public String clientName() {
        return "Faults";
    }

    /// Leaves what is below open; it is shared.
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "Faults[seed " + seed + ", " + fired() + " of " + sent().size() + " calls broken]";
    }
}
