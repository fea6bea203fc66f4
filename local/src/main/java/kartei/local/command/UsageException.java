package kartei.local.command;

/// A command line that says something else than a command can do, in one line.
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
