package kartei.function.inbox;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Wording;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Telling;
import kartei.domain.Visibility;
import kartei.storage.Intake;

/// The body of `POST /v1/messages`.
final class MessageRequest {
    private static final String MEDIA = String.join(", ", List.of(Medium.values()).stream().map(Medium::word).toList());

    private final Body body;
    private final Body channel;
    private final Body sender;
    private final Body message;
    private final Supplier<String> ids;

    private MessageRequest(Body body, Supplier<String> ids) {
        this.body = body;
        this.channel = body.requiredObject("channel");
        this.sender = body.requiredObject("sender");
        this.message = body.requiredObject("message");
        this.ids = ids;
    }

    /// The message, or all that is wrong with the body.
    static Incoming read(Body body, Supplier<String> ids) {
        return new MessageRequest(body, ids).incoming();
    }

    private Incoming incoming() {
        var channelId = Texts.externalId(channel, "id");
        channel.requiredText("medium");
        var medium = channel.word("medium", Medium::of, MEDIA).orElse(Medium.X);
        var name = channel.text("name");
        name.ifPresent(given -> channel.fault("name", Wording.violationOfLine(given, Limits.CHANNEL_NAME_CHARS_MAX)));
        var sent = new Intake.Sent(medium, channelId, Texts.externalId(sender, "id"), Texts.externalId(message, "id"));
        var ignored = new ArrayList<String>();
        var telling = new Telling(profile(), Texts.upTo(sender, "networkUserId", Limits.EXTERNAL_ID_CHARS_MAX),
                platformValues(medium, ignored), sentAt());
        var incoming = new Incoming(sent, name.map(String::strip), telling, Texts.ofMessage(message), visibility(),
                Topics.read(message, "topics"), Files.of(message, ids), ignored);
        Texts.requireSomething(message, !incoming.attachments().isEmpty());
        body.check();
        return incoming;
    }

    private Profile profile() {
        var picture = Texts.upTo(sender, "pictureUrl", Limits.PICTURE_URL_CHARS_MAX);
        return new Profile(Texts.upTo(sender, "displayName", Limits.PROFILE_TEXT_CHARS_MAX),
                Texts.upTo(sender, "handle", Limits.PROFILE_TEXT_CHARS_MAX), picture);
    }

    /// Values by definition id; unknown names go to `ignored`, what is null or empty says nothing.
    private Map<String, String> platformValues(Medium medium, List<String> ignored) {
        var metadata = new LinkedHashMap<>(sender.nullableTexts("metadata"));
        if (metadata.size() > Limits.METADATA_ENTRIES_MAX) {
            sender.fault("metadata", "must have at most " + Limits.METADATA_ENTRIES_MAX + " members");
        }
        var values = new HashMap<String, String>();
        for (var definition : BuiltInAttributes.platformOf(medium)) {
            var key = definition.key().value();
            Optional.ofNullable(metadata.remove(key))
                    .flatMap(given -> given)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> {
                        values.put(definition.id(), text);
                        if (Texts.bytes(text) > Limits.PLATFORM_VALUE_BYTES_MAX) {
                            sender.fault("metadata/" + key,
                                    "must have at most " + Limits.PLATFORM_VALUE_BYTES_MAX + " bytes in UTF-8");
                        }
                    });
        }
        ignored.addAll(metadata.keySet());
        return values;
    }

    private Instant sentAt() {
        message.requiredText("sentAt");
        return message.time("sentAt").orElse(Instant.EPOCH).truncatedTo(ChronoUnit.MILLIS);
    }

    private Visibility visibility() {
        return message.word("visibility", Visibility::of, "private, public").orElse(Visibility.PRIVATE);
    }
}
