package kartei.function.inbox;

import java.util.List;
import java.util.Optional;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Wording;

/// The body of `PUT /v1/channels/{id}`: `meta` left out keeps the secrets as they are, null takes them away.
record ChannelRequest(Medium medium, Optional<String> name, Optional<Meta> meta, boolean dropsMeta) {
    private static final String MEDIA = String.join(", ", List.of(Medium.values()).stream().map(Medium::word).toList());

    /// The app secret that Meta signs with, and the token of its handshake. Does not print them.
    record Meta(String appSecret, String verifyToken) {
        @Override
        public String toString() {
            return "Meta[…]";
        }
    }

    static ChannelRequest read(Body body, String id) {
        body.text("id")
                .filter(given -> !given.equals(id))
                .ifPresent(other -> body.fault("id", "is not the id of the path"));
        body.requiredText("medium");
        var medium = body.word("medium", Medium::of, MEDIA);
        var name = body.text("name");
        name.ifPresent(given -> body.fault("name", Wording.violationOfLine(given, Limits.CHANNEL_NAME_CHARS_MAX)));
        var meta = body.object("meta").map(given -> new Meta(secret(given, "appSecret"), secret(given, "verifyToken")));
        if (!Texts.isExternalId(id) || Wording.hasControls(id)) {
            body.fault("id", "must have 1 to " + Limits.EXTERNAL_ID_CHARS_MAX + " characters");
        }
        body.check();
        return new ChannelRequest(medium.orElseThrow(), name.map(String::strip), meta, body.isNull("meta"));
    }

    private static String secret(Body meta, String name) {
        var secret = meta.requiredText(name);
        if (meta.text(name).isPresent()
                && (secret.isBlank() || Texts.chars(secret) > Limits.CHANNEL_SECRET_CHARS_MAX)) {
            meta.fault(name, "must have 1 to " + Limits.CHANNEL_SECRET_CHARS_MAX + " characters");
        }
        return secret;
    }
}
