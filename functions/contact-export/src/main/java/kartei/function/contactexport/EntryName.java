package kartei.function.contactexport;

import java.text.Normalizer;

import kartei.domain.Limits;
import kartei.domain.contact.ContactId;

/// What the files of an access bundle are called: by a number of ours, and by what is harmless of the name that their sender gave.
final class EntryName {
    private EntryName() {}

    /// `attachments/<contact>/000001-photo.jpg`: no path, control, or sign that a shell or a system reads as something else.
    static String of(ContactId contact, long number, String given) {
        return "attachments/" + contact.value() + "/" + "%06d-".formatted(number) + cleaned(given);
    }

    /// Of one that is too long the end, where its type is said.
    private static String cleaned(String given) {
        var clean = Normalizer.normalize(given, Normalizer.Form.NFC).replaceAll("[^\\p{L}\\p{M}\\p{N}._-]+", "_");
        var chars = clean.codePointCount(0, clean.length());
        var from = clean.offsetByCodePoints(0, Math.max(0, chars - Limits.BUNDLE_FILE_NAME_CHARS_MAX));
        var cut = clean.substring(from).replaceAll("\\.{2,}", ".").replaceAll("^[._-]+|[._-]+$", "");
        return cut.isEmpty() ? "file" : cut;
    }
}
