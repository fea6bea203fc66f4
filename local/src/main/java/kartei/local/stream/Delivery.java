package kartei.local.stream;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import kartei.local.JsonTrees;
import kartei.local.lambda.InvocationFailure;
import kartei.local.lambda.Invoker;
import kartei.testkit.Template;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Brings batches to a function until each record is done or given up, by the rules of Lambda's event source mapping:
/// retry from the first reported failure, halve a batch whose function failed, give up after so many retries or so long.
final class Delivery {
    private static final Duration BACK_OFF_MIN = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(1);

    private final Template.StreamMapping mapping;
    private final Invoker function;
    private final Failures failures;
    private final StreamSource source;

    Delivery(Template.StreamMapping mapping, Invoker function, Failures failures, StreamSource source) {
        this.mapping = mapping;
        this.function = function;
        this.failures = failures;
        this.source = source;
    }

    /// Whether all of `batch` is done or given up; no when the system was closed before. `settled` hears how far it got.
    boolean deliver(List<Change> batch, Consumer<Change> settled) {
        var rest = batch;
        var retries = 0;
        while (!rest.isEmpty() && source.isOpen()) {
            rest = withoutTooOld(rest);
            if (rest.isEmpty()) {
                return true;
            }
            var done = done(rest);
            if (done < 0 && !source.isOpen()) {
                return false;
            }
            if (done < 0 && mapping.bisect() && rest.size() > 1) {
                var half = rest.size() / 2;
                return deliver(rest.subList(0, half), settled) && deliver(rest.subList(half, rest.size()), settled);
            }
            if (done > 0) {
                settled.accept(rest.get(done - 1));
                rest = rest.subList(done, rest.size());
                retries = 0;
            } else if (mapping.retriesMax() >= 0 && retries >= mapping.retriesMax()) {
                failures.add(function.name(), "RetryAttemptsExhausted", rest);
                return true;
            } else {
                backOff(retries++);
            }
        }
        return rest.isEmpty();
    }

    /// How many records from the front of `rest` are done; below zero when the function as a whole failed.
    private int done(List<Change> rest) {
        try {
            var answer = function.invoke(event(rest));
            return mapping.reportsFailures() ? firstFailure(answer, rest) : rest.size();
        } catch (InvocationFailure e) {
            return -1;
        }
    }

    private static byte[] event(List<Change> changes) {
        return changes.stream()
                .map(Change::json)
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"))
                .getBytes(UTF_8);
    }

    /// No answer or an empty list is success. An identifier that is no record of the batch fails the whole batch.
    private static int firstFailure(byte[] answer, List<Change> batch) {
        var sequences = batch.stream().map(Change::sequence).toList();
        var first = batch.size();
        try {
            for (var failure : JsonTrees.read(answer).path("batchItemFailures")) {
                first = Math.min(first, sequences.indexOf(failure.path("itemIdentifier").asText()));
            }
            return first;
        } catch (IOException e) {
            return -1;
        }
    }

    private List<Change> withoutTooOld(List<Change> rest) {
        if (mapping.recordAgeMax().isNegative()) {
            return rest;
        }
        var oldest = source.now().minus(mapping.recordAgeMax());
        var old = rest.stream().takeWhile(change -> change.written().isBefore(oldest)).toList();
        if (!old.isEmpty()) {
            failures.add(function.name(), "MaximumRecordAgeExceeded", old);
        }
        return rest.subList(old.size(), rest.size());
    }

    private void backOff(int retries) {
        var wait = BACK_OFF_MIN.multipliedBy(1L << Math.min(retries, 10));
        var until = source.now().plus(wait.compareTo(BACK_OFF_MAX) < 0 ? wait : BACK_OFF_MAX);
        while (source.isOpen() && source.now().isBefore(until)) {
            var rings = source.rings();
            source.await(rings, Duration.between(source.now(), until));
        }
    }
}
