package kartei.function.contactexport;

import java.util.List;
import java.util.function.Consumer;

/// HTML that is put together from texts of strangers: whatever a text says, it is shown as text.
final class Html {
    private final StringBuilder out = new StringBuilder();

    /// Markup of ours, as it is.
    Html raw(String markup) {
        out.append(markup);
        return this;
    }

    Html text(String text) {
        text.codePoints().forEach(this::character);
        return this;
    }

    private void character(int c) {
        switch (c) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            case '\'' -> out.append("&apos;");
            default -> {
                if (isShown(c)) {
                    out.appendCodePoint(c);
                } else {
                    out.append('\uFFFD');
                }
            }
        }
    }

    /// Neither a control nor half of a pair.
    private static boolean isShown(int c) {
        return c == '\n' || c == '\t' || (!Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE);
    }

    /// An element with a text, which stands in the direction of its own letters.
    Html element(String name, String text) {
        return raw("<" + name + " dir=\"auto\">").text(text).raw("</" + name + ">");
    }

    /// A row of a table.
    Html row(String cell, List<String> texts) {
        raw("<tr>");
        texts.forEach(text -> element(cell, text));
        return raw("</tr>\n");
    }

    /// A table with these headings; nothing when it has no rows.
    <T> Html table(List<String> heads, List<T> items, Consumer<T> row) {
        if (!items.isEmpty()) {
            raw("<table>\n").row("th", heads);
            items.forEach(row);
            raw("</table>\n");
        }
        return this;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
