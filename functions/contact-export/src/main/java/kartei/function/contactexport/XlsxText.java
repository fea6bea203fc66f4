package kartei.function.contactexport;

import java.util.regex.Pattern;

import kartei.domain.Limits;

/// Texts as a workbook can carry them: not longer than a cell, without characters that XML does not have, and such that nothing
/// in them is taken for an escape (`_x000D_` is how workbooks write CR; ECMA-376, 22.9.2.19).
final class XlsxText {
    private static final Pattern ESCAPE = Pattern.compile("_(?=x[0-9A-Fa-f]{4}_)");
    private static final String ESCAPED = "_x005F_";
    private static final char REPLACEMENT = '\uFFFD';

    private XlsxText() {}

    static String of(String text) {
        var cut = text.length() <= Limits.CELL_CHARS_MAX ? text : cut(text);
        var whole = isWhole(cut) ? cut : replaced(cut);
        return whole.contains("_x") ? ESCAPE.matcher(whole).replaceAll(ESCAPED) : whole;
    }

    /// Not between the two halves of a character.
    private static String cut(String text) {
        int end = Limits.CELL_CHARS_MAX;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private static boolean isWhole(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < ' ' || Character.isSurrogate(c) || c > REPLACEMENT) {
                return false;
            }
        }
        return true;
    }

    private static String replaced(String text) {
        var whole = new StringBuilder(text.length());
        text.codePoints().forEach(c -> whole.appendCodePoint(isXml(c) ? c : REPLACEMENT));
        return whole.toString();
    }

    /// Char of XML 1.0.
    private static boolean isXml(int c) {
        return c == '\t' || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= REPLACEMENT)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
