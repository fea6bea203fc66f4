package kartei.storage;

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
}
