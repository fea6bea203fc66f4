package kartei.api.json;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

import kartei.domain.Limits;
import kartei.domain.Rejected;

/// Reads one JSON text as strictly as RFC 8259 and I-JSON (RFC 7493) allow, and refuses all else as `malformed`: invalid
/// UTF-8, a byte order mark, duplicate members, lone surrogates, NUL, control characters in strings, numbers that no double
/// can hold, text after the value, more than 32 levels, or more than 1,000 members in one object. A list may
/// be as long as a body: the order of a workspace's attributes is one.
public final class JsonReader {
    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    public static Json read(byte[] bytes) {
        return new JsonReader(decoded(bytes)).document();
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejected.malformed("the body is not valid UTF-8");
        }
    }

    private Json document() {
        skipSpace();
        if (at == text.length()) {
            throw Rejected.malformed("the body is empty, JSON is expected");
        }
        var value = value(1);
        skipSpace();
        if (at < text.length()) {
            throw problem("text after the end of the JSON value");
        }
        return value;
    }

    private Json value(int depth) {
        if (depth > Limits.JSON_DEPTH_MAX) {
            throw problem("nested more than " + Limits.JSON_DEPTH_MAX + " levels deep");
        }
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Flag(true));
            case 'f' -> word("false", new Json.Flag(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private Json object(int depth) {
        var object = Json.object();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return object;
        }
        while (true) {
            member(object, depth);
            if (object.members().size() > Limits.JSON_MEMBERS_MAX) {
                throw problem("more than " + Limits.JSON_MEMBERS_MAX + " members in one object");
            }
            skipSpace();
            if (next('}', ',')) {
                return object;
            }
            skipSpace();
        }
    }

    private void member(Json.Obj object, int depth) {
        if (peek() != '"') {
            throw problem("a member name in quotes is expected");
        }
        var name = string();
        skipSpace();
        if (peek() != ':') {
            throw problem("a colon is expected");
        }
        at++;
        skipSpace();
        if (object.members().containsKey(name)) {
            throw problem("a member stands twice in one object");
        }
        object.put(name, value(depth + 1));
    }

    private Json array(int depth) {
        var elements = new ArrayList<Json>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return new Json.Array(elements);
        }
        while (true) {
            elements.add(value(depth + 1));
            skipSpace();
            if (next(']', ',')) {
                return new Json.Array(elements);
            }
            skipSpace();
        }
    }

    /// Steps over the end or the separator; true for the end.
    private boolean next(char end, char separator) {
        var found = peek();
        if (found != end && found != separator) {
            throw problem("'" + end + "' or '" + separator + "' is expected");
        }
        at++;
        return found == end;
    }

    private String string() {
        var built = new StringBuilder();
        at++;
        while (peek() != '"') {
            var read = text.charAt(at++);
            if (read < ' ') {
                throw problem("a control character in a string");
            }
            built.append(read == '\\' ? escaped() : read);
        }
        at++;
        checkSurrogates(built);
        return built.toString();
    }

    private char escaped() {
        var read = peek();
        at++;
        return switch (read) {
            case '"', '\\', '/' -> read;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw problem("an unknown escape in a string");
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            var digit = Character.digit(peek(), 16);
            if (digit < 0 || peek() > 'f') {
                throw problem("four hexadecimal digits are expected");
            }
            code = code * 16 + digit;
            at++;
        }
        if (code == 0) {
            throw problem("a NUL character in a string");
        }
        return (char) code;
    }

    private void checkSurrogates(StringBuilder built) {
        for (int i = 0; i < built.length(); i++) {
            var read = built.charAt(i);
            if (Character.isHighSurrogate(read) && i + 1 < built.length()
                    && Character.isLowSurrogate(built.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(read)) {
                throw problem("a lone surrogate in a string");
            }
        }
    }

    private Json word(String word, Json value) {
        if (!text.startsWith(word, at)) {
            throw problem("not a JSON value");
        }
        at += word.length();
        return value;
    }

    private Json number() {
        int start = at;
        if (peek() == '-') {
            at++;
        }
        if (digits() > 1 && text.charAt(text.charAt(start) == '-' ? start + 1 : start) == '0') {
            throw problem("a number with a leading zero");
        }
        if (isAt('.')) {
            at++;
            digits();
        }
        if (isAt('e') || isAt('E')) {
            at++;
            if (isAt('+') || isAt('-')) {
                at++;
            }
            digits();
        }
        return inRange(text.substring(start, at));
    }

    private Json inRange(String digits) {
        try {
            if (Double.isFinite(Double.parseDouble(digits)) && digits.length() <= Limits.JSON_NUMBER_CHARS_MAX) {
                return new Json.Num(new BigDecimal(digits));
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw problem("a number out of range");
        }
        throw problem("a number out of range");
    }

    private int digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw problem("not a JSON value");
        }
        return at - start;
    }

    private boolean isAt(char expected) {
        return at < text.length() && text.charAt(at) == expected;
    }

    private char peek() {
        if (at >= text.length()) {
            throw problem("the JSON ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private Rejected problem(String what) {
        return Rejected.malformed("not the JSON that is expected: " + what + ", at character " + at);
    }
}
