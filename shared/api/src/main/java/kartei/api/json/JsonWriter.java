package kartei.api.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// Writes a JSON value without spaces.
public final class JsonWriter {
    /// Where the decimal point stands in the smallest and the largest number that are written without an exponent (ECMA-262,
    /// Number::toString).
    private static final int SMALLEST_PLAIN = -6;
    private static final int LARGEST_PLAIN = 21;

    private final StringBuilder out = new StringBuilder();
    private final boolean canonical;

    private JsonWriter(boolean canonical) {
        this.canonical = canonical;
    }

    public static byte[] write(Json value) {
        return new JsonWriter(false).append(value).out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The same text for all ways to write the same value: members sorted, numbers as ECMAScript writes them (RFC 8785, 3.2.2.3).
    public static String canonical(Json value) {
        return new JsonWriter(true).append(value).out.toString();
    }

    private JsonWriter append(Json value) {
        switch (value) {
            case Json.Text(var text) -> string(text);
            case Json.Num(var number) -> out.append(canonical ? plain(number) : number.toString());
            case Json.Flag(var flag) -> out.append(flag);
            case Json.Null() -> out.append("null");
            case Json.Array(var elements) -> {
                var separator = "[";
                for (var element : elements) {
                    out.append(separator);
                    append(element);
                    separator = ",";
                }
                out.append(elements.isEmpty() ? "[]" : "]");
            }
            case Json.Obj object -> object(object);
        }
        return this;
    }

    private void object(Json.Obj object) {
        var separator = "{";
        for (var member : (canonical ? new TreeMap<>(object.members()) : object.members()).entrySet()) {
            out.append(separator);
            string(member.getKey());
            out.append(':');
            append(member.getValue());
            separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
    }

    private static String plain(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        var digits = number.stripTrailingZeros();
        var point = digits.precision() - digits.scale();
        if (point > SMALLEST_PLAIN && point <= LARGEST_PLAIN) {
            return digits.toPlainString();
        }
        var mantissa = digits.scaleByPowerOfTen(1 - point).toPlainString();
        return mantissa + (point > 0 ? "e+" : "e") + (point - 1);
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == '\u2028' || c == '\u2029') {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
