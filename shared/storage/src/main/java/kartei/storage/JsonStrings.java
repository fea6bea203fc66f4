package kartei.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What stands between the quotes of a string of JSON (RFC 8259, section 7).
final class JsonStrings {
    private static final int HEX_DIGITS = 4;
    private static final int HEX = 16;

    private JsonStrings() {}

    static String text(byte[] bytes, int from, int to) {
        var raw = new String(bytes, from, to - from, UTF_8);
        int escape = raw.indexOf('\\');
        if (escape < 0) {
            return raw;
        }
        var text = new StringBuilder(raw.length());
        int at = 0;
        while (escape >= 0) {
            text.append(raw, at, escape);
            char sign = raw.charAt(escape + 1);
            at = escape + 2;
            if (sign == 'u') {
                text.append((char) Integer.parseInt(raw, at, at + HEX_DIGITS, HEX));
                at += HEX_DIGITS;
            } else {
                text.append(meant(sign));
            }
            escape = raw.indexOf('\\', at);
        }
        return text.append(raw, at, raw.length()).toString();
    }

    private static char meant(char sign) {
        return switch (sign) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> sign;
        };
    }
}
