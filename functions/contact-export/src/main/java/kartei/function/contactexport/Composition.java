package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.List;

import kartei.domain.Limits;
import kartei.storage.ExportPart;

/// Of which parts the upload of a file consists, one after the other: S3 wants at least 5 MiB in each but the last. Parts of
/// the export that are as large are copied inside S3; what is smaller is joined with what comes next.
record Composition(List<Piece> pieces) {
    Composition {
        pieces = List.copyOf(pieces);
    }

    /// A part of the upload.
    sealed interface Piece {
        /// An object as it is.
        record Copied(String object) implements Piece {}

        /// The head of the file or not, and these objects, in one.
        record Joined(boolean head, List<String> objects) implements Piece {
            public Joined {
                objects = List.copyOf(objects);
            }
        }
    }

    /// `head` is how many bytes come before the rows.
    static Composition of(int head, List<ExportPart> parts) {
        var pieces = new ArrayList<Piece>();
        var waiting = new ArrayList<String>();
        var withHead = head > 0;
        long bytes = head;
        for (var part : parts) {
            if (bytes == 0 && part.bytes() >= Limits.UPLOAD_PART_BYTES_MIN) {
                pieces.add(new Piece.Copied(part.object()));
                continue;
            }
            waiting.add(part.object());
            bytes += part.bytes();
            if (bytes >= Limits.UPLOAD_PART_BYTES_MIN) {
                pieces.add(new Piece.Joined(withHead, waiting));
                waiting.clear();
                withHead = false;
                bytes = 0;
            }
        }
        if (bytes > 0 || pieces.isEmpty()) {
            pieces.add(new Piece.Joined(withHead, waiting));
        }
        return new Composition(pieces);
    }

    /// Whether all of it is put at once rather than part by part.
    boolean isSmall() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Joined;
    }
}
