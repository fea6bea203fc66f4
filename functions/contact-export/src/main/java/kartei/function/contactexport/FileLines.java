package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;

/// The lines of a piece of a file, as far as they end in it, and the place behind them. Empty lines are none.
record FileLines(List<Line> lines, ImportPlace after) {
    FileLines {
        lines = List.copyOf(lines);
    }

    /// A line, without a text where it is too long; and the place behind it.
    record Line(long number, Optional<byte[]> text, ImportPlace after) {}

    /// `last`: the file ends with the piece, so that its last line needs no end.
    static FileLines of(byte[] piece, ImportPlace from, boolean last) {
        var lines = new ArrayList<Line>();
        var place = from;
        while (lines.size() < Limits.IMPORT_SLICE_LINES) {
            int start = Math.toIntExact(place.position() - from.position());
            int end = end(piece, start);
            var ends = end < piece.length || last;
            if (start == piece.length || (!ends && end - start <= Limits.IMPORT_LINE_BYTES_MAX)) {
                break;
            }
            var after = new ImportPlace(from.position() + Math.min(end + 1, piece.length),
                    ends ? place.line() + 1 : place.line(), !ends);
            if (!place.inside() && !isBlank(piece, start, end)) {
                lines.add(new Line(place.line(), text(piece, start, end), after));
            }
            place = after;
        }
        return new FileLines(lines, place);
    }

    private static int end(byte[] piece, int start) {
        int end = start;
        while (end < piece.length && piece[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBlank(byte[] piece, int start, int end) {
        for (int at = start; at < end; at++) {
            if (piece[at] != ' ' && piece[at] != '\t' && piece[at] != '\r') {
                return false;
            }
        }
        return true;
    }

    private static Optional<byte[]> text(byte[] piece, int start, int end) {
        return end - start > Limits.IMPORT_LINE_BYTES_MAX ? Optional.empty()
                : Optional.of(Arrays.copyOfRange(piece, start, end));
    }
}
