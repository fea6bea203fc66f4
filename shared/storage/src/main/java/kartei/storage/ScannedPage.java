package kartei.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static kartei.storage.ScannedFields.ESCAPED_TEXT;
import static kartei.storage.ScannedFields.LIST;
import static kartei.storage.ScannedFields.MAP;
import static kartei.storage.ScannedFields.NUMBER;
import static kartei.storage.ScannedFields.OTHER;
import static kartei.storage.ScannedFields.TEXT;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.function.Consumer;

/// The items in an answer of DynamoDB, shown one after the other while its bytes are gone over once. A text is made of what
/// stands there when somebody asks for it: to make maps of everything first takes three times as long, and of a page most is
/// read once.
final class ScannedPage {
    /// Either of the two that a field may have.
    private static final int FLAG = 1;

    private final byte[] bytes;
    private final JsonScan scan;
    private final Consumer<ItemReader> each;
    private final ScannedFields fields;
    private int itemsFrom;
    private int itemsTo;

    /// Goes over the answer; what `each` is shown is to be read at once.
    ScannedPage(byte[] bytes, Consumer<ItemReader> each) {
        this.bytes = bytes;
        this.scan = new JsonScan(bytes);
        this.fields = new ScannedFields(bytes);
        this.each = each;
        scan.pass('{');
        if (!scan.passed('}')) {
            do {
                answer();
            } while (scan.passed(','));
            scan.pass('}');
        }
    }

    /// The answer as if no items were in it.
    InputStream rest() {
        if (itemsTo == 0) {
            return new ByteArrayInputStream(bytes);
        }
        var rest = new ByteArrayOutputStream(bytes.length - (itemsTo - itemsFrom));
        rest.write(bytes, 0, itemsFrom);
        rest.write(bytes, itemsTo, bytes.length - itemsTo);
        return new ByteArrayInputStream(rest.toByteArray());
    }

    /// A member of the answer itself.
    private void answer() {
        scan.string();
        boolean isItems = "Items".equals(new String(bytes, scan.from(), scan.at() - 1 - scan.from(), UTF_8));
        scan.pass(':');
        if (!isItems) {
            scan.value();
            return;
        }
        scan.pass('[');
        itemsFrom = scan.at();
        if (scan.peek() != ']') {
            do {
                fields.clear();
                members();
                each.accept(new ScannedItem(fields, 0, fields.end()));
            } while (scan.passed(','));
        }
        itemsTo = scan.at();
        scan.pass(']');
    }

    private void members() {
        scan.pass('{');
        if (scan.passed('}')) {
            return;
        }
        do {
            scan.string();
            int field = fields.started(scan.from(), scan.at() - 1);
            scan.pass(':');
            typed(field);
        } while (scan.passed(','));
        scan.pass('}');
    }

    /// A value behind its type, such as `{"S": "…"}`.
    private void typed(int field) {
        int type = type();
        switch (type) {
            case TEXT, NUMBER -> {
                scan.string();
                int kind = type == TEXT && scan.escaped() ? ESCAPED_TEXT : type;
                fields.ended(field, kind, scan.from(), scan.at() - 1);
            }
            case MAP -> {
                members();
                fields.ended(field, MAP, 0, 0);
            }
            case LIST -> {
                elements();
                fields.ended(field, LIST, 0, 0);
            }
            default -> {
                int first = scan.peek();
                scan.value();
                fields.ended(field, type == FLAG ? first : OTHER, 0, 0);
            }
        }
        scan.pass('}');
    }

    private int type() {
        int type = scan.head();
        if (type != 0) {
            return type;
        }
        scan.pass('{');
        scan.string();
        int from = scan.from();
        int length = scan.at() - 1 - from;
        scan.pass(':');
        if (length == 1) {
            return bytes[from];
        }
        return length == "BOOL".length() && bytes[from] == 'B' ? FLAG : OTHER;
    }

    private void elements() {
        scan.pass('[');
        if (scan.passed(']')) {
            return;
        }
        do {
            typed(fields.started(0, 0));
        } while (scan.passed(','));
        scan.pass(']');
    }
}
