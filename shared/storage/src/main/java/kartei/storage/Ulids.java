package kartei.storage;

import java.time.Instant;

import kartei.domain.Limits;

/// What a ULID says of its making.
final class Ulids {
    /// Crockford's base 32: the first ten characters are the time.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARS = 10;

    private Ulids() {}

    /// When it was made, in milliseconds since 1970.
    static long millis(String ulid) {
        long millis = 0;
        for (int i = 0; i < TIME_CHARS; i++) {
            millis = millis * ALPHABET.length() + ALPHABET.indexOf(ulid.charAt(i));
        }
        return millis;
    }

    /// The smallest that can be made at this time.
    static String first(Instant time) {
        var text = new StringBuilder();
        long millis = time.toEpochMilli();
        for (int i = 0; i < TIME_CHARS; i++) {
            text.insert(0, ALPHABET.charAt(Math.toIntExact(millis % ALPHABET.length())));
            millis /= ALPHABET.length();
        }
        return text.append("0".repeat(Limits.ULID_CHARS - TIME_CHARS)).toString();
    }
}
