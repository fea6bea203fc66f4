package kartei.function.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Attachment;
import kartei.domain.Visibility;
import kartei.storage.Intake;

/// Makes a message of what Meta tells, on the channel of the hook.
final class MetaMessage {
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    private MetaMessage() {}

    /// The message, or nothing when it has no id, no sender, or nothing to show.
    static Optional<Incoming> of(
            Channel channel,
            Optional<String> id,
            Optional<String> sender,
            Telling telling,
            Optional<String> text,
            List<Attachment> files) {
        if (id.filter(Texts::isExternalId).isEmpty() || sender.filter(Texts::isExternalId).isEmpty()
                || (text.isEmpty() && files.isEmpty())) {
            return Optional.empty();
        }
        var sent = new Intake.Sent(channel.medium(), channel.id(), sender.get(), id.get());
        return Optional.of(new Incoming(sent, Optional.empty(), telling, text.map(MetaMessage::fitting),
                Visibility.PRIVATE, List.of(), files, List.of()));
    }

    /// A file that lies with the network; it is not fetched.
    static Attachment file(String id, Optional<String> name, String contentType, String reference) {
        return new Attachment(id, name.map(given -> cut(given, Limits.ATTACHMENT_NAME_CHARS_MAX)), contentType, 0,
                Optional.empty(), Optional.of(reference));
    }

    /// A send time that no message of ours may have is as good as none.
    static Instant time(Optional<Instant> told, Instant now) {
        return told.filter(time -> time.isAfter(Instant.EPOCH) && time.isBefore(LAST)).orElse(now);
    }

    /// A network's text is longer than ours may be only by mistake: better cut than lost.
    private static String fitting(String text) {
        return Texts.bytes(text) <= Limits.MESSAGE_TEXT_BYTES_MAX ? text : cut(text, Limits.MESSAGE_TEXT_BYTES_MAX / 4);
    }

    static String cut(String text, int charsMax) {
        return Texts.chars(text) <= charsMax ? text : text.substring(0, text.offsetByCodePoints(0, charsMax));
    }
}
