package kartei.api.http;

import java.nio.charset.StandardCharsets;

/// Puts together what stands in a header as a reference (RFC 3986, 4.2).
public final class Uris {
    private static final String KEPT_IN_SEGMENT = "-._~!$&'()*+,;=:@";
    private static final String KEPT_IN_PATH = KEPT_IN_SEGMENT + "/";
    private static final String KEPT_IN_QUERY = KEPT_IN_PATH + "?%";

    private Uris() {}

    /// `path` is as the gateway gives it, decoded; `query` as the caller sent it, encoded.
    static String reference(String path, String query) {
        return encoded(path, KEPT_IN_PATH) + "?" + encoded(query, KEPT_IN_QUERY);
    }

    /// A text of any kind as one segment of a path.
    public static String segment(String text) {
        return encoded(text, KEPT_IN_SEGMENT);
    }

    private static String encoded(String text, String kept) {
        var built = new StringBuilder();
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            var read = (char) (octet & 0xff);
            if (isAlphanumeric(read) || kept.indexOf(read) >= 0) {
                built.append(read);
            } else {
                built.append("%%%02X".formatted((int) read));
            }
        }
        return built.toString();
    }

    private static boolean isAlphanumeric(char read) {
        return "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".indexOf(read) >= 0;
    }
}
