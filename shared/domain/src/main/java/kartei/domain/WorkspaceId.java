package kartei.domain;

import java.util.Optional;
import java.util.regex.Pattern;

/// The tenant: part of every key. Made from a verified token, a verified channel signature, or a stored key, and nowhere else.
public record WorkspaceId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    public WorkspaceId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a workspace id");
        }
    }

    /// The id, or nothing when the text is none.
    public static Optional<WorkspaceId> of(String value) {
        return SHAPE.matcher(value).matches() ? Optional.of(new WorkspaceId(value)) : Optional.empty();
    }
}
