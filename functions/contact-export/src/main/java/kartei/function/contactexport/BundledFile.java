package kartei.function.contactexport;

import java.util.Locale;
import java.util.Optional;

import kartei.domain.conversation.Attachment;

/// An attachment in an access bundle: where its file is in the ZIP, or why it is not there.
record BundledFile(Attachment attachment, State state, Optional<String> entry) {

    enum State {
        INCLUDED,
        /// It was announced, and nobody has uploaded it.
        MISSING,
        /// It lies with the network that brought the message, under `reference`.
        ELSEWHERE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return "BundledFile[" + state + "]";
    }
}
