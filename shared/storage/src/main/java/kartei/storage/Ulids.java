package kartei.storage;

import java.time.Instant;

import kartei.domain.Limits;

/// What a ULID says of its making.
final class Ulids {
    /// Crockford's base 32: the first ten characters are the time.
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int TIME_CHARS = 10;
    /// A time has 48 bits.
    private static final Instant LAST = Instant.ofEpochMilli((1L << 48) - 1);

    private Ulids() {}

    /// The first one of a moment; that of the first or last moment that there are ULIDs of, where it is before or after these.
    static String first(Instant moment) {
        var left = moment.isBefore(Instant.EPOCH) ? 0
                : moment.isAfter(LAST) ? LAST.toEpochMilli() : moment.toEpochMilli();
        var digits = new StringBuilder();
        for (int i = 0; i < TIME_CHARS; i++, left /= ALPHABET.length()) {
            digits.append(ALPHABET.charAt((int) (left % ALPHABET.length())));
        }
        return digits.reverse() + "0".repeat(Limits.ULID_CHARS - TIME_CHARS);
    }

    /// When it was made, in milliseconds since 1970.
    static long millis(String ulid) {
        long millis = 0;
        for (int i = 0; i < TIME_CHARS; i++) {
            millis = millis * ALPHABET.length() + ALPHABET.indexOf(ulid.charAt(i));
        }
        return millis;
    }
}
