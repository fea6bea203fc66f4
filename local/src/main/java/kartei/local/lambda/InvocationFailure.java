package kartei.local.lambda;

/// An invocation without an answer: the handler threw, or its time was over.
public final class InvocationFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean timedOut;

    private InvocationFailure(String message, boolean timedOut) {
        super(message);
        this.timedOut = timedOut;
    }

    public static InvocationFailure thrown(String function) {
        return new InvocationFailure(function + " failed", false);
    }

    public static InvocationFailure timedOut(String function) {
        return new InvocationFailure(function + " timed out", true);
    }

    public boolean timedOut() {
        return timedOut;
    }
}
