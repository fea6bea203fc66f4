package kartei.local;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/// The clock that functions, tokens, retries and expiries see: the machine's, moved forward as often as somebody asked.
///
/// It remembers when it was moved, so that it can say what it showed at any time of the machine.
public final class LocalClock implements InstantSource {
    private static final String NAME = "clock.json";

    private final InstantSource machine;
    private final Shelf shelf;
    private final Signal signal;
    private volatile List<Move> moves;

    /// From `at` (the machine's time) on this clock is `ahead` of the machine.
    private record Move(Instant at, Duration ahead) {}

    public LocalClock(InstantSource machine, Shelf shelf, Signal signal) {
        this.machine = machine;
        this.shelf = shelf;
        this.signal = signal;
        this.moves = kept(shelf);
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead());
    }

    private Duration ahead() {
        var made = moves;
        return made.isEmpty() ? Duration.ZERO : made.getLast().ahead;
    }

    /// What this clock showed when the machine's showed `machineTime`.
    public Instant shown(Instant machineTime) {
        var ahead = Duration.ZERO;
        for (var move : moves) {
            if (!move.at.isAfter(machineTime)) {
                ahead = move.ahead;
            }
        }
        return machineTime.plus(ahead);
    }

    /// Moves the clock by `step` from the machine's time `at` on, and keeps that before anybody sees it.
    ///
    /// @throws DateTimeException when `step` leads out of the years that a time can be written in
    public synchronized Instant advance(Duration step, Instant at) {
        var ahead = ahead().plus(step);
        if (at.plus(ahead).isAfter(Instant.parse("9000-01-01T00:00:00Z"))) {
            throw new DateTimeException("too far");
        }
        var next = new ArrayList<>(moves);
        next.add(new Move(at, ahead));
        shelf.write(NAME, written(next));
        moves = List.copyOf(next);
        signal.ring();
        return instant();
    }

    private static List<Move> kept(Shelf shelf) {
        try {
            var moves = new ArrayList<Move>();
            for (var move : JsonTrees.kept(shelf, NAME).path("moves")) {
                moves.add(new Move(Instant.parse(text(move, "at")), Duration.parse(text(move, "ahead"))));
            }
            return List.copyOf(moves);
        } catch (DateTimeException e) {
            throw JsonTrees.damaged(shelf, NAME);
        }
    }

    private static String text(JsonNode node, String member) {
        return node.path(member).asText();
    }

    private static String written(List<Move> moves) {
        var root = JsonTrees.object();
        var list = root.putArray("moves");
        moves.forEach(move -> list.addObject().put("at", move.at.toString()).put("ahead", move.ahead.toString()));
        return root.toString();
    }
}
