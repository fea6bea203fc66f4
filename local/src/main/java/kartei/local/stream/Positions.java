package kartei.local.stream;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import kartei.local.JsonTrees;
import kartei.local.Shelf;

/// How far one mapping has read each shard, kept with the data. Written after the records are done: after a crash some come
/// again, none is lost.
final class Positions {
    private final Shelf shelf;
    private final String name;
    private final String streamArn;
    private final Map<String, Position> kept = new ConcurrentHashMap<>();

    /// The last record that is done. Its id tells whether the stream is still the one it was read from.
    record Position(String sequence, String id) {}

    Positions(Shelf shelf, String mapping, String streamArn) {
        this.shelf = shelf;
        this.streamArn = streamArn;
        this.name = "position-" + mapping + ".json";
        var root = JsonTrees.kept(shelf, name);
        if (root.path("stream").asText().equals(streamArn)) {
            root.path("shards")
                    .properties()
                    .forEach(shard -> kept.put(shard.getKey(), new Position(shard.getValue().path("sequence").asText(),
                            shard.getValue().path("id").asText())));
        }
    }

    Optional<Position> of(String shard) {
        return Optional.ofNullable(kept.get(shard));
    }

    synchronized void move(String shard, Position position) {
        kept.put(shard, position);
        var root = JsonTrees.object().put("stream", streamArn);
        var shards = root.putObject("shards");
        kept.forEach((id, at) -> shards.putObject(id).put("sequence", at.sequence).put("id", at.id));
        shelf.write(name, root.toString());
    }
}
