package kartei.function.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// The body of a message in, told member by member; what is not told is as plain as it may be.
record Letter(Map<String, String> channel, Map<String, String> sender, Map<String, String> message) {

    /// A text of `sender` on the channel `acme-ig`, under the channel's id `id`.
    static Letter from(String sender, String id) {
        return new Letter(Map.of("id", "\"acme-ig\"", "medium", "\"instagram\""), Map.of("id", quoted(sender)),
                Map.of("id", quoted(id), "text", "\"Hello\"", "sentAt", "\"2026-11-22T09:00:00.000Z\""));
    }

    Letter on(String channelId, String medium) {
        return new Letter(with(channel, Map.of("id", quoted(channelId), "medium", quoted(medium))), sender, message);
    }

    /// Another member of the channel, as JSON.
    Letter channel(String name, String json) {
        return new Letter(with(channel, Map.of(name, json)), sender, message);
    }

    /// Another member of the sender, as JSON.
    Letter sender(String name, String json) {
        return new Letter(channel, with(sender, Map.of(name, json)), message);
    }

    /// Another member of the message, as JSON.
    Letter message(String name, String json) {
        return new Letter(channel, sender, with(message, Map.of(name, json)));
    }

    Letter sentAt(String time) {
        return message("sentAt", quoted(time));
    }

    Letter named(String displayName) {
        return sender("displayName", quoted(displayName));
    }

    /// A file of so many bytes under the id.
    Letter file(String id, String contentType, long size) {
        return message("attachments", """
                [{"id": "%s", "name": "photo.jpg", "contentType": "%s", "size": %d}]""".formatted(id, contentType,
                size));
    }

    String json() {
        return "{\"channel\": %s, \"sender\": %s, \"message\": %s}".formatted(object(channel), object(sender),
                object(message));
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }

    private static Map<String, String> with(Map<String, String> members, Map<String, String> more) {
        var all = new LinkedHashMap<>(members);
        all.putAll(more);
        return all;
    }

    private static String object(Map<String, String> members) {
        return members.entrySet()
                .stream()
                .map(member -> quoted(member.getKey()) + ": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
