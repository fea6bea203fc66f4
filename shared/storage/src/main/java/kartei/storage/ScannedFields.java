package kartei.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/// Where the fields of one item lie in the bytes of a page. Used again for the next item.
final class ScannedFields {
    /// Of each field: where its name begins, the name's length with its first and its last byte, its type, where its value
    /// begins and ends, and the entry of the next field, which of a map or a list is behind its last member.
    private static final int ENTRY = 6;
    private static final int LOOKS = 1;
    private static final int TYPE = 2;
    private static final int FROM = 3;
    private static final int TO = 4;
    private static final int NEXT = 5;
    private static final int NOWHERE = -1;
    private static final int FIELDS_AT_FIRST = 256;

    private static final int BYTE = 0xFF;
    private static final int DECIMAL = 10;
    /// What is longer is read by the JDK.
    private static final int SHORT_NUMBER = 18;
    /// A power of two.
    private static final int NAMES = 256;

    static final int TEXT = 'S';
    static final int ESCAPED_TEXT = 's';
    static final int NUMBER = 'N';
    static final int TRUE = 't';
    static final int FALSE = 'f';
    static final int MAP = 'M';
    static final int LIST = 'L';
    /// What no noun has that is read so: bytes, sets, null.
    static final int OTHER = 0;

    private final byte[] bytes;
    private int[] fields = new int[FIELDS_AT_FIRST * ENTRY];
    private int length;
    /// Names that were asked for as texts: the same few come with every item.
    private final @Nullable String[] names = new String[NAMES];
    /// The time that was read last, and where it stands: what is filled in together has one time.
    private @Nullable Instant lastTime;
    private int lastTimeFrom;
    private int lastTimeTo;

    ScannedFields(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Begins with a new item.
    void clear() {
        length = 0;
    }

    /// Behind the last field.
    int end() {
        return length;
    }

    /// A field of this name, of which `ended` says the rest when its members are there.
    int started(int nameFrom, int nameTo) {
        if (length + ENTRY > fields.length) {
            fields = Arrays.copyOf(fields, Math.max(fields.length * 2, length + ENTRY));
        }
        int field = length;
        length += ENTRY;
        fields[field] = nameFrom;
        fields[field + LOOKS] = nameFrom == nameTo ? 0 : looks(nameTo - nameFrom, bytes[nameFrom], bytes[nameTo - 1]);
        return field;
    }

    /// Names that differ mostly differ in this.
    private static int looks(int length, int first, int last) {
        return (length << Short.SIZE) | ((first & BYTE) << Byte.SIZE) | (last & BYTE);
    }

    private static int looks(String name) {
        return looks(name.length(), name.charAt(0), name.charAt(name.length() - 1));
    }

    void ended(int field, int type, int from, int to) {
        fields[field + TYPE] = type;
        fields[field + FROM] = from;
        fields[field + TO] = to;
        fields[field + NEXT] = length;
    }

    /// The field of this name among those from one to before another, or less than 0.
    int find(int from, int to, String name) {
        int[] known = fields;
        int looks = looks(name);
        for (int field = from; field < to; field = known[field + NEXT]) {
            if (known[field + LOOKS] == looks && isNamed(known[field], name)) {
                return field;
            }
        }
        return NOWHERE;
    }

    /// Names are ASCII without quotes, as those of fields and the ids of attributes are.
    private boolean isNamed(int from, String name) {
        for (int i = 1; i < name.length() - 1; i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    int next(int field) {
        return fields[field + NEXT];
    }

    int firstMember(int field) {
        return field + ENTRY;
    }

    int type(int field) {
        return fields[field + TYPE];
    }

    String name(int field) {
        int from = fields[field];
        int looks = fields[field + LOOKS];
        int at = (looks ^ (looks >>> Byte.SIZE) ^ (looks >>> Short.SIZE)) & (NAMES - 1);
        var known = names[at];
        if (known != null && looks == looks(known) && isNamed(from, known)) {
            return known;
        }
        int size = looks >>> Short.SIZE;
        var name = JsonStrings.text(bytes, from, from + size);
        // One with an escape is shorter than what stands there, and could be taken for another.
        if (size > 0 && name.length() == size) {
            names[at] = name;
        }
        return name;
    }

    String text(int field) {
        int from = fields[field + FROM];
        int to = fields[field + TO];
        return type(field) == ESCAPED_TEXT ? JsonStrings.text(bytes, from, to)
                : new String(bytes, from, to - from, UTF_8);
    }

    long number(int field) {
        int from = fields[field + FROM];
        int to = fields[field + TO];
        if (from == to || to - from > SHORT_NUMBER) {
            return Long.parseLong(text(field));
        }
        long number = 0;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit >= DECIMAL) {
                return Long.parseLong(text(field));
            }
            number = number * DECIMAL + digit;
        }
        return number;
    }

    Instant time(int field) {
        int from = fields[field + FROM];
        int to = fields[field + TO];
        if (lastTime == null || !Arrays.equals(bytes, from, to, bytes, lastTimeFrom, lastTimeTo)) {
            lastTime = Times.instant(bytes, from, to);
            lastTimeFrom = from;
            lastTimeTo = to;
        }
        return lastTime;
    }
}
