package kartei.function.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Attachment;

/// Events of Messenger pages and Instagram accounts. Their senders' ids differ from one business account to the next, so they
/// say nothing across channels, and no profile comes with them.
final class MessagingEvents {
    private final Channel channel;
    private final Instant now;

    MessagingEvents(Channel channel, Instant now) {
        this.channel = channel;
        this.now = now;
    }

    /// Adds the message of an event, or tells 1 when it is none of a customer: an echo of ours, a delivery, a read.
    int read(Node event, List<Incoming> messages) {
        var message = event.at("message");
        var incoming = message.at("is_echo").isTrue() ? Optional.<Incoming>empty() : incoming(event, message);
        incoming.ifPresent(messages::add);
        return incoming.isPresent() ? 0 : 1;
    }

    private Optional<Incoming> incoming(Node event, Node message) {
        var sentAt = MetaMessage.time(event.at("timestamp").number().map(Instant::ofEpochMilli), now);
        var telling = new Telling(Profile.EMPTY, Optional.empty(), Map.of(), sentAt);
        return MetaMessage.of(channel, message.at("mid").text(), event.at("sender", "id").text(), telling,
                message.at("text").text(), files(message));
    }

    private static List<Attachment> files(Node message) {
        var files = new ArrayList<Attachment>();
        for (var attachment : message.at("attachments").each()) {
            var reference = attachment.at("payload", "url")
                    .text()
                    .filter(url -> url.length() <= Limits.ATTACHMENT_REFERENCE_CHARS_MAX);
            if (reference.isPresent() && files.size() < Limits.ATTACHMENTS_PER_MESSAGE_MAX) {
                files.add(MetaMessage.file(Integer.toString(files.size()), Optional.empty(),
                        contentType(attachment.at("type").text().orElse("")), reference.get()));
            }
        }
        return files;
    }

    /// They tell a kind of file only, not its type.
    private static String contentType(String kind) {
        return switch (kind) {
            case "image", "video", "audio" -> kind + "/*";
            default -> "application/octet-stream";
        };
    }
}
