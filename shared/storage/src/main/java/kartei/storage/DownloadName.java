package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import kartei.domain.Limits;

/// The name under which a browser keeps a file that somebody else named: never shown in the page, never a path.
final class DownloadName {
    /// Of the `attr-char` of RFC 8187, 3.2.1, those besides letters and digits that need no escape anywhere.
    private static final String MARKS = "!$&+-.^_`|~";

    private DownloadName() {}

    /// The value of Content-Disposition (RFC 6266): plain for those who know no better, and as it is in the form of RFC 8187.
    static String disposition(Optional<String> given) {
        var name = cleaned(given.orElse(""));
        return "attachment; filename=\"" + plain(name) + "\"; filename*=UTF-8''" + extended(name);
    }

    /// Without controls and separators of paths; of one that is too long the end, where its type is said.
    private static String cleaned(String name) {
        var clean = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").replaceAll("[/\\\\:]", "_").strip();
        var chars = clean.codePointCount(0, clean.length());
        var start = clean.offsetByCodePoints(0, Math.max(0, chars - Limits.DOWNLOAD_NAME_CHARS_MAX));
        var cut = clean.substring(start).replaceAll("^\\.+", "_");
        return cut.isEmpty() ? "file" : cut;
    }

    private static String plain(String name) {
        return name.replaceAll("[^ -~]", "_").replaceAll("[\"%]", "_");
    }

    private static String extended(String name) {
        var text = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            var character = (char) (octet & 0xff);
            var stays = character < 0x80 && (Character.isLetterOrDigit(character) || MARKS.indexOf(character) >= 0);
            text.append(stays ? String.valueOf(character) : "%%%02X".formatted(octet & 0xff));
        }
        return text.toString();
    }
}
