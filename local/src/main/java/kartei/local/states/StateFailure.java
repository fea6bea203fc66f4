package kartei.local.states;

/// An error of a state: its name, as `Retry` and `Catch` know it, and its cause.
final class StateFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String error;

    StateFailure(String error, String cause) {
        super(cause);
        this.error = error;
    }

    String error() {
        return error;
    }
}
