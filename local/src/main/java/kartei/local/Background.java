package kartei.local;

import java.util.List;

import kartei.local.states.Executions.Waiting;

/// What goes on besides requests and the stream.
public interface Background {
    /// Nothing does.
    Background NOTHING = new Background() {
        @Override
        public long turns() {
            return 0;
        }

        @Override
        public List<String> busy() {
            return List.of();
        }

        @Override
        public List<Waiting> waiting() {
            return List.of();
        }
    };

    /// How often an execution has begun or ended.
    long turns();

    /// What can go on before the clock moves.
    List<String> busy();

    /// Who waits for the clock.
    List<Waiting> waiting();
}
