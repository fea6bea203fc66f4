package kartei.storage;

/// Goes over the bytes of a JSON text that DynamoDB has made, from value to value, without making anything of them.
final class JsonScan {
    private static final int HEAD = "{'S':".length();

    private final byte[] bytes;
    private int at;
    private int from;
    private boolean escaped;

    JsonScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Where it is: behind what it went over last.
    int at() {
        return at;
    }

    /// Where the text of the last string begins; it ends before the quote, which is the byte before `at`.
    int from() {
        return from;
    }

    /// Whether the last string has escapes.
    boolean escaped() {
        return escaped;
    }

    /// The next byte that is not white space; stays before it.
    byte peek() {
        if (at < bytes.length && bytes[at] > ' ') {
            return bytes[at];
        }
        while (at < bytes.length && isWhite(bytes[at])) {
            at++;
        }
        if (at == bytes.length) {
            throw malformed();
        }
        return bytes[at];
    }

    private static boolean isWhite(byte octet) {
        return octet == ' ' || octet == '\n' || octet == '\r' || octet == '\t';
    }

    void pass(char wanted) {
        if (peek() != wanted) {
            throw malformed();
        }
        at++;
    }

    /// Goes over that byte if it is the next one.
    boolean passed(char wanted) {
        if (peek() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void string() {
        pass('"');
        int start = at;
        boolean odd = false;
        int next = start;
        while (next < bytes.length) {
            byte octet = bytes[next++];
            if (octet == '"') {
                from = start;
                at = next;
                escaped = odd;
                return;
            }
            if (octet == '\\') {
                odd = true;
                next++;
            }
        }
        throw malformed();
    }

    /// Goes over the head of a value, up to the colon behind its type, when it is written as DynamoDB does, `{"S":`; says the
    /// type. Otherwise it stays, and says 0.
    byte head() {
        if (at + HEAD > bytes.length || bytes[at] != '{'
                || bytes[at + 1] != '"'
                || bytes[at + 3] != '"'
                || bytes[at + 4] != ':') {
            return 0;
        }
        at += HEAD;
        return bytes[at - 3];
    }

    /// Goes over any value.
    void value() {
        switch (peek()) {
            case '"' -> string();
            case '{' -> {
                pass('{');
                members('}', true);
            }
            case '[' -> {
                pass('[');
                members(']', false);
            }
            default -> word();
        }
    }

    private void members(char end, boolean named) {
        if (passed(end)) {
            return;
        }
        do {
            if (named) {
                string();
                pass(':');
            }
            value();
        } while (passed(','));
        pass(end);
    }

    /// A number, `true`, `false` or `null`.
    private void word() {
        int start = at;
        while (at < bytes.length && isOfWord(bytes[at])) {
            at++;
        }
        if (at == start) {
            throw malformed();
        }
    }

    private static boolean isOfWord(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9')
                || octet == '-'
                || octet == '+'
                || octet == '.'
                || octet == 'E';
    }

    private IllegalStateException malformed() {
        return new IllegalStateException("the answer is not what DynamoDB writes, at byte " + at);
    }
}
