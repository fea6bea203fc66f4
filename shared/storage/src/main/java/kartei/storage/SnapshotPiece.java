package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import kartei.domain.Limits;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Snapshot;

/// A part of a snapshot that fits into an item: the `number`-th, counted from 0, of `count`. `part` has that part's values.
record SnapshotPiece(ConversationId conversation, int number, int count, Snapshot part) {
    /// What names a value's members, and DynamoDB's own for them, at most.
    private static final int FRAME_BYTES = 100;

    /// The pieces of a snapshot; at least one.
    static List<SnapshotPiece> of(ConversationId conversation, Snapshot snapshot) {
        var parts = parts(snapshot.values());
        var pieces = new ArrayList<SnapshotPiece>();
        for (var part : parts) {
            pieces.add(new SnapshotPiece(conversation, pieces.size(), parts.size(),
                    new Snapshot(snapshot.at(), snapshot.vip(), part)));
        }
        return pieces;
    }

    private static List<List<Snapshot.Value>> parts(List<Snapshot.Value> values) {
        var parts = new ArrayList<List<Snapshot.Value>>();
        var part = new ArrayList<Snapshot.Value>();
        var bytes = 0;
        for (var value : values) {
            if (bytes + bytes(value) > Limits.SNAPSHOT_PIECE_BYTES_MAX) {
                parts.add(part);
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(value);
            bytes += bytes(value);
        }
        parts.add(part);
        return parts;
    }

    private static int bytes(Snapshot.Value value) {
        return FRAME_BYTES + value.key().value().length() + bytes(value.label()) + bytes(value.text())
                + value.optionId().map(SnapshotPiece::bytes).orElse(0);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// The same without what it says.
    SnapshotPiece cleared() {
        return new SnapshotPiece(conversation, number, count, part.cleared());
    }

    /// The snapshot that these pieces are, in their order.
    static Snapshot whole(List<SnapshotPiece> pieces) {
        var first = pieces.getFirst().part();
        return new Snapshot(first.at(), first.vip(),
                pieces.stream().flatMap(piece -> piece.part().values().stream()).toList());
    }
}
