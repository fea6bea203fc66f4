package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Text that is put together in memory and leaves as UTF-8; half a surrogate pair leaves as U+FFFD. Made once and used for all
/// rows: it keeps its memory.
final class Utf8Text extends Writer {
    private static final int CHARS_AT_FIRST = 4_096;
    /// Three bytes: a pair of chars makes four.
    private static final int CHAR_BYTES_MAX = 3;
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .replaceWith(REPLACEMENT);
    private char[] chars = new char[CHARS_AT_FIRST];
    private ByteBuffer bytes = ByteBuffer.allocate(CHARS_AT_FIRST * CHAR_BYTES_MAX);
    private int length;

    @Override
    public void write(int c) {
        room(1);
        chars[length++] = (char) c;
    }

    @Override
    public void write(char[] from, int offset, int count) {
        room(count);
        System.arraycopy(from, offset, chars, length, count);
        length += count;
    }

    @Override
    public void write(String text) {
        write(text, 0, text.length());
    }

    @Override
    public void write(String text, int offset, int count) {
        room(count);
        text.getChars(offset, offset + count, chars, length);
        length += count;
    }

    private void room(int count) {
        if (length + count > chars.length) {
            chars = Arrays.copyOf(chars, Math.max(chars.length * 2, length + count));
        }
    }

    /// Sends what there is and begins anew.
    void drainTo(OutputStream out) throws IOException {
        encode();
        out.write(bytes.array(), 0, bytes.position());
    }

    /// What there is, and begins anew.
    byte[] drain() {
        encode();
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private void encode() {
        if (bytes.capacity() < length * CHAR_BYTES_MAX) {
            bytes = ByteBuffer.allocate(chars.length * CHAR_BYTES_MAX);
        }
        bytes.clear();
        encoder.reset();
        encoder.encode(CharBuffer.wrap(chars, 0, length), bytes, true);
        length = 0;
    }

    @Override
    public void flush() {
        // It leaves when it is drained.
    }

    @Override
    public void close() {
        // It is memory only.
    }
}
