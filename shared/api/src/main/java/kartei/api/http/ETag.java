package kartei.api.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;

/// An entity tag: the version of the resource, which If-Match looks at, and a digest of the answer, so that a GET sees every
/// change of what it shows (RFC 9110, 8.8.3). A list has no version of its own: its tag is the digest alone.
public record ETag(OptionalLong version, String digest) {
    private static final int DIGEST_BYTES = 8;

    static ETag of(OptionalLong version, byte[] body) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new ETag(version, HexFormat.of().formatHex(hash, 0, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String header() {
        return "\"" + (version.isPresent() ? version.getAsLong() + "." : "") + digest + "\"";
    }

    /// Whether an If-None-Match header names this tag; weak comparison, as RFC 9110 wants it there.
    boolean isNamedBy(String header) {
        return Arrays.stream(header.split(",", -1))
                .map(String::strip)
                .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(header()));
    }

    /// The versions that an If-Match header names, or nothing when it is `*`: then any will do. A tag that is none of ours
    /// matches no version.
    static Optional<long[]> versionsIn(String header) {
        var tags = Arrays.stream(header.split(",", -1)).map(String::strip).toList();
        return tags.contains("*") ? Optional.empty() : Optional.of(tags.stream().mapToLong(ETag::versionIn).toArray());
    }

    private static long versionIn(String tag) {
        if (!tag.matches("\"\\d{1,18}\\.[0-9a-f]{16}\"")) {
            return -1;
        }
        return Long.parseLong(tag.substring(1, tag.indexOf('.')));
    }
}
