package kartei.local.stream;

import java.util.ArrayList;
import java.util.List;

import kartei.local.JsonTrees;
import kartei.local.Shelf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What landed in on-failure queues, kept with the data.
public final class Failures {
    private static final String NAME = "failures.json";
    /// The newest that are kept; a queue of AWS would forget by age.
    private static final int KEPT_MAX = 1_000;

    private final Shelf shelf;
    private final List<Failure> items = new ArrayList<>();

    public Failures(Shelf shelf) {
        this.shelf = shelf;
        JsonTrees.kept(shelf, NAME).path("items").forEach(item -> items.add(read(item)));
    }

    public synchronized int count() {
        return items.size();
    }

    public synchronized List<Failure> list() {
        return List.copyOf(items);
    }

    synchronized void add(String function, String reason, List<Change> given) {
        for (var change : given) {
            items.add(new Failure(function, reason, change.shard(), change.sequence(), change.id(), change.kind(),
                    change.written().toString()));
        }
        items.subList(0, Math.max(0, items.size() - KEPT_MAX)).clear();
        var root = JsonTrees.object();
        var list = root.putArray("items");
        items.forEach(item -> write(item, list.addObject()));
        shelf.write(NAME, root.toString());
    }

    private static void write(Failure item, ObjectNode json) {
        json.put("function", item.function())
                .put("reason", item.reason())
                .put("shard", item.shard())
                .put("sequence", item.sequence())
                .put("eventId", item.eventId())
                .put("eventName", item.eventName())
                .put("writtenAt", item.writtenAt());
    }

    private static Failure read(JsonNode json) {
        return new Failure(json.path("function").asText(), json.path("reason").asText(), json.path("shard").asText(),
                json.path("sequence").asText(), json.path("eventId").asText(), json.path("eventName").asText(),
                json.path("writtenAt").asText());
    }
}
