package kartei.local.states;

/// Counts the events of an execution as Step Functions does, which lets none go on beyond its limit.
final class History {
    /// Step Functions, quotas: events of a standard execution.
    static final int EVENTS_MAX = 25_000;

    private final int max;
    private int events = 1;

    History(int max) {
        this.max = max;
    }

    /// The execution has come to its limit: it fails, whatever it catches.
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Full() {
            super("the execution has as many events as it may have");
        }
    }

    synchronized void add(int more) {
        events += more;
        if (events >= max) {
            throw new Full();
        }
    }

    synchronized int events() {
        return events;
    }
}
