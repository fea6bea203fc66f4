package kartei.local.stream;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import kartei.local.JsonTrees;
import kartei.local.lambda.InvocationFailure;
import kartei.local.lambda.Invoker;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A stream function that writes down what it was called with, and does as the test says.
final class Hearer implements Invoker {
    private final List<List<String>> calls = new ArrayList<>();
    private final List<JsonNode> events = new ArrayList<>();
    private final Manner manner;

    /// What it answers to the keys of one call; `times` counts the calls before.
    interface Manner {
        Answer to(List<String> keys, int times);
    }

    /// Done, thrown, or the place of the first failure among the keys; one beyond them is no record of the batch.
    record Answer(boolean thrown, int firstFailure) {
        static final Answer DONE = new Answer(false, -1);
        static final Answer THROWN = new Answer(true, -1);

        static Answer failedAt(int place) {
            return new Answer(false, place);
        }
    }

    Hearer(Manner manner) {
        this.manner = manner;
    }

    static Hearer content() {
        return new Hearer((_, _) -> Answer.DONE);
    }

    @Override
    public String name() {
        return "hearer";
    }

    @Override
    public synchronized byte[] invoke(byte[] event) throws InvocationFailure {
        var records = new ArrayList<JsonNode>();
        var tree = tree(event);
        tree.path("Records").forEach(records::add);
        events.add(tree);
        var keys = records.stream().map(record -> record.at("/dynamodb/Keys/PK/S").asText()).toList();
        var answer = manner.to(keys, calls.size());
        calls.add(keys);
        if (answer.thrown) {
            throw InvocationFailure.thrown(name());
        }
        return response(answer, records);
    }

    /// The keys of each call.
    synchronized List<List<String>> calls() {
        return List.copyOf(calls);
    }

    /// What it was called with.
    synchronized List<JsonNode> events() {
        return List.copyOf(events);
    }

    /// The keys of all calls, one behind the other.
    List<String> heard() {
        return calls().stream().flatMap(List::stream).toList();
    }

    private static JsonNode tree(byte[] event) {
        try {
            return JsonTrees.read(event);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] response(Answer answer, List<JsonNode> records) {
        var at = answer.firstFailure;
        if (at < 0) {
            return "{\"batchItemFailures\":[]}".getBytes(UTF_8);
        }
        var sequence = at < records.size() ? records.get(at).at("/dynamodb/SequenceNumber").asText() : "none of these";
        return "{\"batchItemFailures\":[{\"itemIdentifier\":\"%s\"}]}".formatted(sequence).getBytes(UTF_8);
    }
}
