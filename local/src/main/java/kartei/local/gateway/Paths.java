package kartei.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Paths and queries, taken apart and decoded.
final class Paths {
    private Paths() {}

    static List<String> segments(String path) {
        return Arrays.asList(path.substring(1).split("/", -1));
    }

    /// The segments of a path as it was sent: taken apart first, so that `%2F` belongs to its segment.
    static List<String> decodedSegments(String path) throws CharacterCodingException {
        var segments = new ArrayList<String>();
        for (var segment : segments(path)) {
            segments.add(decoded(segment));
        }
        return segments;
    }

    /// `text` with its percent-encoded bytes put back.
    ///
    /// @throws CharacterCodingException when an encoding is cut off, or the bytes are not UTF-8
    static String decoded(String text) throws CharacterCodingException {
        if (text.indexOf('%') < 0) {
            return text;
        }
        var raw = text.getBytes(UTF_8);
        var bytes = ByteBuffer.allocate(raw.length);
        for (var i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.put(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.put((byte) (HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2])));
                i += 2;
            } else {
                throw new CharacterCodingException();
            }
        }
        return UTF_8.newDecoder().decode(bytes.flip()).toString();
    }
}
