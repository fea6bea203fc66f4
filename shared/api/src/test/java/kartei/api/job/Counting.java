package kartei.api.job;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A kind of work for tests: each segment counts from its cursor up to three, one at a time, and writes down what it does.
class Counting implements Work {
    private static final int UP_TO = 3;

    private final int segments;
    private final List<String> done = new ArrayList<>();
    private Function<Assignment, Finish> ending = _ -> new Finish.Done(List.of());
    private Runnable onSlice = () -> {};

    Counting(int segments) {
        this.segments = segments;
    }

    Counting ending(Function<Assignment, Finish> how) {
        this.ending = how;
        return this;
    }

    Counting onSlice(Runnable action) {
        this.onSlice = action;
        return this;
    }

    List<String> done() {
        return done;
    }

    @Override
    public Cut cut(Assignment assignment) {
        done.add("cut");
        return new Cut(Collections.nCopies(segments, "0"), (long) segments * UP_TO);
    }

    @Override
    public Slice slice(Assignment assignment, String cursor) {
        var next = Integer.parseInt(cursor) + 1;
        done.add(cursor + "-" + next);
        onSlice.run();
        return new Slice(Optional.of(Integer.toString(next)).filter(_ -> next < UP_TO), 1, List.of());
    }

    @Override
    public Finish finish(Assignment assignment) {
        done.add("finish");
        return ending.apply(assignment);
    }
}
