package kartei.function.inbox;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Telling;
import kartei.domain.conversation.Attachment;

/// Changes of a WhatsApp business account: messages with the profiles of their senders, and the statuses of ours.
final class WhatsAppEvents {
    private final Channel channel;
    private final Instant now;

    WhatsAppEvents(Channel channel, Instant now) {
        this.channel = channel;
        this.now = now;
    }

    /// Adds the messages of a change and tells how many events it had besides.
    int read(Node change, List<Incoming> messages) {
        if (change.at("field").text().filter("messages"::equals).isEmpty()) {
            return 1;
        }
        var value = change.at("value");
        int ignored = value.at("statuses").each().size();
        for (var message : value.at("messages").each()) {
            var incoming = message(message, value);
            incoming.ifPresent(messages::add);
            ignored += incoming.isPresent() ? 0 : 1;
        }
        return ignored;
    }

    private Optional<Incoming> message(Node message, Node value) {
        var sender = message.at("from").text();
        var sentAt = MetaMessage.time(message.at("timestamp").number().map(Instant::ofEpochSecond), now);
        return MetaMessage.of(channel, message.at("id").text(), sender, telling(sender, value, sentAt), text(message),
                files(message));
    }

    private Telling telling(Optional<String> sender, Node value, Instant sentAt) {
        var name = value.at("contacts")
                .each()
                .stream()
                .filter(contact -> contact.at("wa_id").text().equals(sender))
                .flatMap(contact -> contact.at("profile", "name").text().stream())
                .map(given -> MetaMessage.cut(given, Limits.PROFILE_TEXT_CHARS_MAX))
                .findFirst();
        var told = new HashMap<String, String>();
        name.ifPresent(given -> told.put("whatsapp-profile-name", given));
        sender.ifPresent(given -> told.put("whatsapp-phone", given));
        return new Telling(new Profile(name, Optional.empty(), Optional.empty()), Optional.empty(), known(told),
                sentAt);
    }

    /// Of these, the values of attributes that contacts of the channel's medium have.
    private Map<String, String> known(Map<String, String> told) {
        return BuiltInAttributes.platformOf(channel.medium())
                .stream()
                .filter(definition -> told.containsKey(definition.key().value()))
                .collect(Collectors.toMap(definition -> definition.id(),
                        definition -> told.getOrDefault(definition.key().value(), "")));
    }

    private static Optional<String> text(Node message) {
        var interactive = message.at("interactive");
        return Stream
                .of(message.at("text", "body"), message.at("button", "text"), interactive.at("button_reply", "title"),
                        interactive.at("list_reply", "title"), media(message).at("caption"))
                .flatMap(node -> node.text().stream())
                .findFirst()
                .or(() -> place(message.at("location")));
    }

    /// A place that somebody shared: its name and address, where it has them, and where it is.
    private static Optional<String> place(Node location) {
        var latitude = location.at("latitude").plain();
        var longitude = location.at("longitude").plain();
        var where = latitude.flatMap(north -> longitude.map(east -> north + ", " + east));
        return where.map(position -> Stream.of(location.at("name").text(), location.at("address").text(), where)
                .flatMap(Optional::stream)
                .collect(Collectors.joining("\n")));
    }

    private static List<Attachment> files(Node message) {
        var media = media(message);
        return media.at("id")
                .text()
                .filter(Texts::isExternalId)
                .map(id -> MetaMessage.file(id, media.at("filename").text(),
                        media.at("mime_type").text().orElse("application/octet-stream"), id))
                .stream()
                .toList();
    }

    /// The part of the message that is named by its type, where that is one of files.
    private static Node media(Node message) {
        return message.at("type")
                .text()
                .filter(List.of("image", "video", "audio", "voice", "document", "sticker")::contains)
                .map(message::at)
                .orElseGet(() -> new Node(Optional.empty()));
    }
}
