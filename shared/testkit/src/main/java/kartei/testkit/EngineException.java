package kartei.testkit;

/// An engine could not start; the message is one line for the person at the keyboard.
public final class EngineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EngineException(String line, Throwable cause) {
        super(line, cause);
    }
}
