package kartei.testkit;

/// The process died here. An error, so that nothing on the way out takes it for something to handle.
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super(where);
    }
}
