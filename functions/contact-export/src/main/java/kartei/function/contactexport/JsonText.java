package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

/// JSON that is written straight away as UTF-8: a tree of each contact takes twice the time and seven times the memory. Breaks
/// of lines that not only JSON knows are escaped, so that whatever cuts at them finds whole lines.
final class JsonText {
    private static final String HEX = "0123456789abcdef";
    private static final int HEX_BITS = 4;

    private final Utf8Text out = new Utf8Text();
    /// Whether nothing stands in this object or list yet.
    private boolean first = true;

    JsonText open(char bracket) {
        out.write(bracket);
        first = true;
        return this;
    }

    JsonText close(char bracket) {
        out.write(bracket);
        first = false;
        return this;
    }

    /// The name of the next member, as `quoted` says it.
    JsonText name(String quoted) {
        next();
        out.write(quoted);
        out.write(':');
        return this;
    }

    /// The next element of a list.
    JsonText element(String text) {
        next();
        return string(text);
    }

    private void next() {
        if (!first) {
            out.write(',');
        }
        first = false;
    }

    /// `true`, `null`, the end of a line.
    JsonText raw(String json) {
        out.write(json);
        return this;
    }

    JsonText string(String text) {
        out.write('"');
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (isEscaped(c)) {
                out.write(text, from, at - from);
                escape(c);
                from = at + 1;
            }
        }
        out.write(text, from, text.length() - from);
        out.write('"');
        return this;
    }

    /// Quotes, what controls, and the separators of lines and paragraphs.
    private static boolean isEscaped(char c) {
        return c < ' ' || c == '"' || c == '\\' || (c >= '\u007f' && (c <= '\u009f' || c == '\u2028' || c == '\u2029'));
    }

    private void escape(char c) {
        switch (c) {
            case '"' -> out.write("\\\"");
            case '\\' -> out.write("\\\\");
            case '\n' -> out.write("\\n");
            case '\r' -> out.write("\\r");
            case '\t' -> out.write("\\t");
            default -> {
                out.write("\\u");
                for (int shift = Character.SIZE - HEX_BITS; shift >= 0; shift -= HEX_BITS) {
                    out.write(HEX.charAt((c >> shift) & (HEX.length() - 1)));
                }
            }
        }
    }

    void drainTo(OutputStream stream) throws IOException {
        out.drainTo(stream);
    }
}
