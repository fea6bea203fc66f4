package kartei.storage;

import java.util.Set;

/// `FILE`: how far the one file of an export is. `step` and `position` tell one state from every other.
final class ExportFileCodec {
    private static final String STEP = "step";
    private static final String PARTS = "parts";
    static final Set<String> REQUIRED = Set.of(STEP, "object", PARTS, Fields.TTL);
    static final Set<String> OPTIONAL = Set.of("upload", "position", "digest", "bytes", "sha256");

    private ExportFileCodec() {}

    static Item encode(Key key, ExportFile file) {
        var item = Item.at(key).text(STEP, step(file)).text("object", file.object()).text(PARTS, file.parts());
        return switch (file) {
            case ExportFile.Uploading(_, _, var upload) -> item.text("upload", upload);
            case ExportFile.Hashing(_, _, var position, var digest) ->
                item.number("position", position).text("digest", digest);
            case ExportFile.Hashed(_, _, var bytes, var sha256) -> item.number("bytes", bytes).text("sha256", sha256);
        };
    }

    static ExportFile decode(Item item) {
        var object = item.text("object");
        var parts = item.text(PARTS);
        return item.findText("upload")
                .<ExportFile>map(upload -> new ExportFile.Uploading(object, parts, upload))
                .or(() -> item.findText("digest")
                        .map(digest -> new ExportFile.Hashing(object, parts, item.number("position"), digest)))
                .orElseGet(() -> new ExportFile.Hashed(object, parts, item.number("bytes"), item.text("sha256")));
    }

    /// That the file is as far as this says.
    static Condition is(ExportFile file) {
        return Condition.equal(STEP, step(file));
    }

    private static String step(ExportFile file) {
        return switch (file) {
            case ExportFile.Uploading(var object, _, _) -> "uploading " + object;
            case ExportFile.Hashing(var object, _, var position, _) -> "hashing " + object + " " + position;
            case ExportFile.Hashed(var object, _, _, _) -> "hashed " + object;
        };
    }
}
