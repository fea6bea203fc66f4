package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/// An entry of a ZIP that is put together from pieces, and the records that go with it (APPNOTE 6.3.10, 4.3). Its content is
/// deflated; `offset` is where it begins in the ZIP. What does not fit into 32 bits stands in an extra field (ZIP64).
record ZipEntry(String name, Instant at, long crc, long packed, long size, long offset) {
    private static final int LOCAL = 0x04034b50;
    private static final int DESCRIPTOR = 0x08074b50;
    private static final int CENTRAL = 0x02014b50;
    private static final int END64 = 0x06064b50;
    private static final int LOCATOR64 = 0x07064b50;
    private static final int END = 0x06054b50;

    private static final long MAX32 = 0xFFFFFFFFL;
    private static final int MAX16 = 0xFFFF;
    /// 4.5 reads ZIP64.
    private static final int VERSION = 45;
    private static final int DEFLATED = 8;
    private static final int NAME_IS_UTF8 = 1 << 11;
    private static final int DESCRIBED_AFTER = 1 << 3;
    private static final int EXTRA64 = 1;
    private static final int RECORD_BYTES_MAX = 128;
    private static final int END64_BYTES = 44;
    private static final int FIRST_YEAR = 1980;

    /// What stands before content whose size and checksum are known.
    byte[] local() {
        var extra = size >= MAX32 || packed >= MAX32 ? extra(size, packed) : new byte[0];
        var head = record(name).putInt(LOCAL).putShort((short) VERSION).putShort((short) NAME_IS_UTF8);
        return named(sums(dated(head), extra.length > 0), extra);
    }

    /// What stands before content that nobody has seen yet, of less than 4 GiB; `descriptor` follows it.
    byte[] localOfStream() {
        var head = record(name).putInt(LOCAL)
                .putShort((short) VERSION)
                .putShort((short) (NAME_IS_UTF8 | DESCRIBED_AFTER));
        return named(dated(head).putInt(0).putInt(0).putInt(0), new byte[0]);
    }

    byte[] descriptor() {
        return bytes(record("").putInt(DESCRIPTOR).putInt((int) crc).putInt((int) packed).putInt((int) size));
    }

    /// What the directory says of it; `streamed` if a descriptor follows it.
    byte[] central(boolean streamed) {
        var is64 = size >= MAX32 || packed >= MAX32 || offset >= MAX32;
        var extra = is64 ? extra(size, packed, offset) : new byte[0];
        var head = record(name).putInt(CENTRAL)
                .putShort((short) VERSION)
                .putShort((short) VERSION)
                .putShort((short) (streamed ? NAME_IS_UTF8 | DESCRIBED_AFTER : NAME_IS_UTF8));
        var text = name.getBytes(UTF_8);
        var out = sums(dated(head), is64).putShort((short) text.length).putShort((short) extra.length);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0);
        return bytes(out.putInt((int) (is64 ? MAX32 : offset)).put(text).put(extra));
    }

    /// What stands at the end of the ZIP: how many entries its directory has, its bytes, and where it begins.
    static byte[] end(long entries, long bytes, long from) {
        var out = record("");
        if (entries >= MAX16 || bytes >= MAX32 || from >= MAX32) {
            out.putInt(END64).putLong(END64_BYTES).putShort((short) VERSION).putShort((short) VERSION);
            out.putInt(0).putInt(0).putLong(entries).putLong(entries).putLong(bytes).putLong(from);
            out.putInt(LOCATOR64).putInt(0).putLong(from + bytes).putInt(1);
        }
        var shown = (short) Math.min(entries, MAX16);
        out.putInt(END).putShort((short) 0).putShort((short) 0).putShort(shown).putShort(shown);
        out.putInt((int) Math.min(bytes, MAX32)).putInt((int) Math.min(from, MAX32)).putShort((short) 0);
        return bytes(out);
    }

    private static ByteBuffer record(String name) {
        var room = RECORD_BYTES_MAX + name.getBytes(UTF_8).length;
        return ByteBuffer.allocate(room).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// The method, and the time as MS-DOS counts it.
    private ByteBuffer dated(ByteBuffer out) {
        var time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        var clock = time.getHour() << 11 | time.getMinute() << 5 | time.getSecond() / 2;
        var day = (time.getYear() - FIRST_YEAR) << 9 | time.getMonthValue() << 5 | time.getDayOfMonth();
        return out.putShort((short) DEFLATED).putShort((short) clock).putShort((short) day);
    }

    private ByteBuffer sums(ByteBuffer out, boolean is64) {
        return out.putInt((int) crc).putInt((int) (is64 ? MAX32 : packed)).putInt((int) (is64 ? MAX32 : size));
    }

    private byte[] named(ByteBuffer out, byte[] extra) {
        var text = name.getBytes(UTF_8);
        return bytes(out.putShort((short) text.length).putShort((short) extra.length).put(text).put(extra));
    }

    private static byte[] extra(long... values) {
        var length = values.length * Long.BYTES;
        var out = ByteBuffer.allocate(length + 2 * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putShort((short) EXTRA64).putShort((short) length);
        for (var value : values) {
            out.putLong(value);
        }
        return out.array();
    }

    private static byte[] bytes(ByteBuffer out) {
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    /// Its name is what a sender called it.
    @Override
    public String toString() {
        return "ZipEntry[" + offset + "]";
    }
}
