package kartei.function.contactexport;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import kartei.api.json.Body;
import kartei.api.json.JsonReader;
import kartei.domain.Limits;
import kartei.domain.Medium;
import kartei.domain.Rejected;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.workspace.Workspace;

/// Reads a line as a wide JSON Lines report writes it, against the channels and attributes of this workspace. What a report
/// says of the person and of groups follows from the rest, and is not taken.
///
/// A value is of an import, except one of a platform attribute: only a channel tells these (S18), and a later message must be
/// able to tell another one.
final class ReadContactLine {
    private static final String VALUES = "values";
    private static final String CHANNEL = "channel";
    private static final List<String> NOT_TAKEN = List.of("personId", "groups");
    private static final String MEDIA = Arrays.stream(Medium.values())
            .map(Medium::word)
            .collect(Collectors.joining(", "));

    private final Body body;
    private final Workspace workspace;
    private final Map<String, ContactLine.Value> values = new HashMap<>();

    private ReadContactLine(Body body, Workspace workspace) {
        this.body = body;
        this.workspace = workspace;
    }

    /// The contact.
    ///
    /// @throws Rejected `malformed` or `invalid`, in words that say nothing of what stands there
    static ContactLine read(byte[] line, Workspace workspace) {
        return new ReadContactLine(Body.of(JsonReader.read(line)), workspace).read();
    }

    private ContactLine read() {
        NOT_TAKEN.forEach(body::has);
        body.requiredText("contactId");
        var id = body.word("contactId", ContactId::of, "the ids that contacts have");
        body.requiredText("medium");
        var medium = body.word("medium", Medium::of, MEDIA).orElse(Medium.X);
        var channel = required(CHANNEL);
        workspace.channel(channel)
                .filter(known -> known.medium() != medium)
                .ifPresent(other -> body.fault(CHANNEL, "is of another medium here"));
        var sender = new ContactLine.Sender(required("senderId"), upTo("networkUserId", Limits.EXTERNAL_ID_CHARS_MAX),
                new Profile(upTo("displayName", Limits.PROFILE_TEXT_CHARS_MAX),
                        upTo("handle", Limits.PROFILE_TEXT_CHARS_MAX),
                        upTo("pictureUrl", Limits.PICTURE_URL_CHARS_MAX)));
        var vip = body.flag("vip").orElse(false);
        var createdAt = time("createdAt");
        var lastMessageAt = time("lastMessageAt");
        body.nullableTexts(VALUES).forEach((key, text) -> entry(medium, key, text.filter(given -> !given.isEmpty())));
        body.check();
        return new ContactLine(id.orElseThrow(), medium, channel, sender, vip, createdAt, lastMessageAt, values);
    }

    private String required(String name) {
        var id = body.requiredText(name);
        if (id.isEmpty() ? body.text(name).isPresent()
                : id.codePointCount(0, id.length()) > Limits.EXTERNAL_ID_CHARS_MAX) {
            body.fault(name, "must have 1 to " + Limits.EXTERNAL_ID_CHARS_MAX + " characters");
        }
        return id;
    }

    private Optional<String> upTo(String name, int charsMax) {
        var text = body.text(name).filter(given -> !given.isEmpty());
        text.filter(given -> given.codePointCount(0, given.length()) > charsMax)
                .ifPresent(tooLong -> body.fault(name, "must have at most " + charsMax + " characters"));
        return text;
    }

    private Optional<Instant> time(String name) {
        return body.time(name).map(time -> time.truncatedTo(ChronoUnit.MILLIS));
    }

    private void entry(Medium medium, String key, Optional<String> text) {
        var place = VALUES + "/" + Body.escaped(key);
        var found = workspace.attributes().find(key).filter(definition -> !definition.isVip());
        if (found.isEmpty()) {
            body.fault(place, "is not an attribute that has values here");
        } else if (text.isPresent()) {
            value(place, medium, found.get(), text.get());
        }
    }

    private void value(String place, Medium medium, AttributeDefinition definition, String text) {
        var violation = violationOf(medium, definition, text);
        body.fault(place, violation);
        var stored = definition.optionNamed(text).map(Option::id).orElse(text);
        var source = definition.kind() == AttributeKind.PLATFORM ? Source.PLATFORM : Source.IMPORT;
        if (values.put(definition.id(), new ContactLine.Value(source, stored)) != null) {
            body.fault(place, "names an attribute that another member names in another case");
        }
    }

    private Optional<String> violationOf(Medium medium, AttributeDefinition definition, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > Limits.VALUE_BYTES_MAX) {
            return Optional.of("must have at most " + Limits.VALUE_BYTES_MAX + " bytes in UTF-8");
        }
        if (definition.kind() == AttributeKind.PLATFORM) {
            return definition.appliesTo(medium) ? Optional.empty() : Optional.of("is not for contacts of this medium");
        }
        if (Wording.hasControls(text)) {
            return Optional.of("must not contain control characters");
        }
        if (definition.type() == AttributeType.DROPDOWN) {
            return definition.optionNamed(text).isPresent() ? Optional.empty()
                    : Optional.of("must be one of the attribute's options");
        }
        return definition.format().violationOf(text, workspace.linkRule().region());
    }
}
