package kartei.api.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;

/// Where the next page of a list starts, sealed with a hash under the workspace's key: one of another list, filter or
/// workspace, or a damaged one, is 400 `malformed`. What is sealed is ids and times, never personal data.
public final class Cursors {
    private static final String PURPOSE = "cursor";
    /// 32 bytes in base64 without padding.
    private static final int HASH_CHARS = 43;

    /// The keyed hash of a workspace.
    @FunctionalInterface
    public interface Hash {
        String of(WorkspaceId workspace, String purpose, String... texts);
    }

    private final Hash hash;

    public Cursors(Hash hash) {
        this.hash = hash;
    }

    String seal(WorkspaceId ws, String list, String start) {
        return encoded(hash.of(ws, PURPOSE, list, start) + start);
    }

    String open(WorkspaceId ws, String list, String cursor) {
        if (cursor.length() > Limits.CURSOR_CHARS_MAX) {
            throw bad();
        }
        var text = decoded(cursor);
        if (text.length() < HASH_CHARS || !encoded(text).equals(cursor)) {
            throw bad();
        }
        var start = text.substring(HASH_CHARS);
        if (!MessageDigest.isEqual(bytes(text.substring(0, HASH_CHARS)), bytes(hash.of(ws, PURPOSE, list, start)))) {
            throw bad();
        }
        return start;
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(text));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw bad();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Rejected bad() {
        return Rejected.malformed("the cursor is not one of this list");
    }
}
