package kartei.testkit;

/// A template that cannot be made on one machine, said in one line.
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TemplateException(String where, String what) {
        super(where + ": " + what);
    }
}
