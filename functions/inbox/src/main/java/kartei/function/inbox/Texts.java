package kartei.function.inbox;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import kartei.api.json.Body;
import kartei.domain.Limits;

/// Reads texts of a body that others chose: ids of networks, names, what people wrote.
final class Texts {
    private Texts() {}

    /// A network's id: any text of 1 to 256 characters.
    static String externalId(Body body, String name) {
        var id = body.requiredText(name);
        if (body.text(name).isPresent() && !isExternalId(id)) {
            body.fault(name, "must have 1 to " + Limits.EXTERNAL_ID_CHARS_MAX + " characters");
        }
        return id;
    }

    static boolean isExternalId(String id) {
        return !id.isEmpty() && chars(id) <= Limits.EXTERNAL_ID_CHARS_MAX;
    }

    /// A text that may be missing; an empty one says nothing.
    static Optional<String> upTo(Body body, String name, int charsMax) {
        var text = body.text(name).filter(given -> !given.isEmpty());
        text.filter(given -> chars(given) > charsMax)
                .ifPresent(tooLong -> body.fault(name, "must have at most " + charsMax + " characters"));
        return text;
    }

    /// The text of a message, with or without words.
    static Optional<String> ofMessage(Body body) {
        var text = body.text("text").filter(given -> !given.isEmpty());
        text.filter(given -> bytes(given) > Limits.MESSAGE_TEXT_BYTES_MAX)
                .ifPresent(tooLong -> body.fault("text",
                        "must have at most " + Limits.MESSAGE_TEXT_BYTES_MAX + " bytes in UTF-8"));
        return text;
    }

    /// A message without words must have a file.
    static void requireSomething(Body message, boolean hasFiles) {
        var saysNothing = !message.has("text") || message.isNull("text")
                || message.text("text").filter(String::isEmpty).isPresent();
        if (saysNothing && !hasFiles) {
            message.fault("text", "is required where there is no attachment");
        }
    }

    static int chars(String text) {
        return text.codePointCount(0, text.length());
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
