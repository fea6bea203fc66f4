package kartei.function.contactexport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import kartei.domain.export.Bundle;
import kartei.storage.BundlePiece;

/// The ZIP of an access bundle as one stretch after the other: the files as the slices wrote them, then the texts, of which only
/// the end knows how long they are, then the directory. It is the same whenever it is asked for.
final class ZipLayout {
    private static final String README = """
            index.html     to be read: profile, values with their sources and authors, changes, conversations, messages.
                           It opens in any browser, without a network, and runs nothing.
            data.json      the same, to be processed (UTF-8, JSON).
            attachments/   the files of the messages, in a folder for each contact. Names begin with a number; what follows
                           is what the sender called the file, without signs that could do harm. index.html and data.json
                           say which message each belongs to, which files were announced and never uploaded, and which lie
                           with the network that brought the message.

            A person may be known as several contacts, one for each profile on a channel. Why they are taken for one person
            stands at the beginning of both files. Each contact is as it was when it was read.

            The files and texts were sent by others: open what you do not expect with care.
            """;

    private final Bundle bundle;
    private final List<BundlePiece> pieces;
    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Stretch> directory = new ArrayList<>();
    private long bytes;
    private long entries;

    private ZipLayout(Bundle bundle, List<BundlePiece> pieces) {
        this.bundle = bundle;
        this.pieces = pieces;
    }

    static List<Stretch> of(Bundle bundle, List<BundlePiece> pieces) {
        var layout = new ZipLayout(bundle, pieces);
        layout.files();
        layout.text("data.json", BundlePiece::data, BundlePiece::dataFrom);
        layout.text("index.html", BundlePiece::page, BundlePiece::pageFrom);
        layout.readme();
        layout.directory();
        return List.copyOf(layout.stretches);
    }

    private void add(Stretch stretch) {
        stretches.add(stretch);
        bytes += stretch.bytes();
    }

    /// Where they begin is what the slices that wrote them went by.
    private void files() {
        for (var piece : pieces) {
            var files = piece.files();
            add(new Stretch.Stored(piece.object(), 0, files.bytes()));
            directory.add(new Stretch.Stored(piece.object(), piece.directoryFrom(), files.directoryBytes()));
            entries += files.count();
        }
    }

    private void text(String name, Function<BundlePiece, BundlePiece.Text> text, ToLongFunction<BundlePiece> from) {
        long crc = 0;
        long size = 0;
        long packed = PackedText.end().length;
        for (var piece : pieces) {
            var said = text.apply(piece);
            crc = Crc32Sum.of(crc, said.crc(), said.size());
            size += said.size();
            packed += said.packed();
        }
        begin(new ZipEntry(name, bundle.createdAt(), crc, packed, size, bytes));
        for (var piece : pieces) {
            add(new Stretch.Stored(piece.object(), from.applyAsLong(piece), text.apply(piece).packed()));
        }
        add(new Stretch.Given(PackedText.end()));
    }

    private void begin(ZipEntry entry) {
        add(new Stretch.Given(entry.local()));
        directory.add(new Stretch.Given(entry.central(false)));
        entries++;
    }

    private void readme() {
        var text = new PackedText();
        text.write("Everything that is held on a person, as it was asked for at " + bundle.createdAt() + ".\n\n");
        text.write(README);
        var packed = text.packed();
        var said = text.says();
        begin(new ZipEntry("README.txt", bundle.createdAt(), said.crc(), said.packed() + PackedText.end().length,
                said.size(), bytes));
        add(new Stretch.Given(packed));
        add(new Stretch.Given(PackedText.end()));
    }

    private void directory() {
        var from = bytes;
        directory.forEach(this::add);
        add(new Stretch.Given(ZipEntry.end(entries, bytes - from, from)));
    }
}
