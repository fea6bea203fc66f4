package kartei.domain.attribute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Medium;
import kartei.domain.Wording;

/// The attributes that every workspace has: the standard ones (S1), on, and the platform ones (S14–S18), off until an admin
/// turns them on. They are stored only once an admin changed them.
public final class BuiltInAttributes {
    public static final AttributeKey VIP = new AttributeKey("vip");
    public static final AttributeKey EMAIL = new AttributeKey("email");
    public static final AttributeKey PHONE = new AttributeKey("phone");
    public static final AttributeKey ACCOUNT_ID = new AttributeKey("accountId");

    private static final List<AttributeDefinition> ALL = Stream.concat(standard(), platform()).toList();
    private static final Map<String, AttributeDefinition> BY_FOLDED_KEY = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(definition -> definition.key().folded(), definition -> definition));
    private static final Map<String, AttributeKey> KEY_BY_FOLDED_LABEL = ALL.stream()
            .collect(Collectors.toUnmodifiableMap(definition -> Wording.folded(definition.label()),
                    AttributeDefinition::key));

    private BuiltInAttributes() {}

    /// All of them in the order in which a new workspace shows them.
    public static List<AttributeDefinition> all() {
        return ALL;
    }

    public static Optional<AttributeDefinition> withFoldedKey(String foldedKey) {
        return Optional.ofNullable(BY_FOLDED_KEY.get(foldedKey));
    }

    /// The built-in attribute whose first label this is; that label stays its own even when an admin renames it.
    public static Optional<AttributeKey> ownerOfFoldedLabel(String foldedLabel) {
        return Optional.ofNullable(KEY_BY_FOLDED_LABEL.get(foldedLabel));
    }

    private static Stream<AttributeDefinition> standard() {
        return Stream.of(definition(VIP.value(), "VIP", AttributeKind.STANDARD, AttributeType.FLAG, Format.TEXT, true),
                definition("firstName", "First name", AttributeKind.STANDARD, AttributeType.TEXT, Format.TEXT, true),
                definition("lastName", "Last name", AttributeKind.STANDARD, AttributeType.TEXT, Format.TEXT, true),
                definition(EMAIL.value(), "E-mail", AttributeKind.STANDARD, AttributeType.TEXT, Format.EMAIL, true),
                definition(PHONE.value(), "Phone", AttributeKind.STANDARD, AttributeType.TEXT, Format.PHONE, true),
                definition(ACCOUNT_ID.value(), "Account ID", AttributeKind.STANDARD, AttributeType.TEXT, Format.TEXT,
                        true),
                definition("jobTitle", "Job title", AttributeKind.STANDARD, AttributeType.TEXT, Format.TEXT, true));
    }

    private static Stream<AttributeDefinition> platform() {
        return Stream.of(on(Medium.X, "handle", "handle", Format.TEXT),
                on(Medium.X, "followers", "followers", Format.NUMBER),
                on(Medium.X, "following", "following", Format.NUMBER), on(Medium.X, "bio", "bio", Format.TEXT),
                on(Medium.X, "location", "location", Format.TEXT), on(Medium.X, "verified", "verified", Format.TEXT),
                on(Medium.X, "website", "website", Format.TEXT), on(Medium.INSTAGRAM, "handle", "handle", Format.TEXT),
                on(Medium.INSTAGRAM, "name", "name", Format.TEXT),
                on(Medium.INSTAGRAM, "followers", "followers", Format.NUMBER),
                on(Medium.INSTAGRAM, "verified", "verified", Format.TEXT),
                on(Medium.FACEBOOK, "profile-name", "profile name", Format.TEXT),
                on(Medium.FACEBOOK, "locale", "locale", Format.TEXT),
                on(Medium.FACEBOOK, "time-zone", "time zone", Format.TEXT),
                on(Medium.WHATSAPP, "profile-name", "profile name", Format.TEXT),
                on(Medium.WHATSAPP, "phone", "phone", Format.TEXT),
                on(Medium.LINKEDIN, "profile-name", "profile name", Format.TEXT),
                on(Medium.LINKEDIN, "headline", "headline", Format.TEXT),
                on(Medium.TIKTOK, "handle", "handle", Format.TEXT),
                on(Medium.TIKTOK, "followers", "followers", Format.NUMBER),
                on(Medium.MESSENGER, "page-url", "page URL", Format.TEXT),
                on(Medium.MESSENGER, "browser-language", "browser language", Format.TEXT),
                on(Medium.MESSENGER, "browser", "browser", Format.TEXT),
                on(Medium.MESSENGER, "operating-system", "operating system", Format.TEXT),
                on(Medium.SMS, "phone", "phone", Format.TEXT), on(Medium.EMAIL, "address", "address", Format.TEXT));
    }

    private static AttributeDefinition on(Medium medium, String name, String label, Format format) {
        var definition = definition(medium.word() + "-" + name, shown(medium) + " " + label, AttributeKind.PLATFORM,
                AttributeType.TEXT, format, false);
        var media = new LinkedHashMap<Medium, Boolean>();
        media.put(medium, true);
        return definition.withMedia(media);
    }

    private static String shown(Medium medium) {
        return switch (medium) {
            case X -> "X";
            case INSTAGRAM -> "Instagram";
            case FACEBOOK -> "Facebook";
            case WHATSAPP -> "WhatsApp";
            case LINKEDIN -> "LinkedIn";
            case TIKTOK -> "TikTok";
            case MESSENGER -> "Web chat";
            case SMS -> "SMS";
            case EMAIL -> "E-mail";
        };
    }

    private static AttributeDefinition definition(
            String key,
            String label,
            AttributeKind kind,
            AttributeType type,
            Format format,
            boolean enabled) {
        return new AttributeDefinition(key, new AttributeKey(key), label, kind, type, format, List.of(), enabled,
                Map.of(), false, false, 0);
    }

    /// The platform attributes that channel metadata of `medium` may fill.
    public static List<AttributeDefinition> platformOf(Medium medium) {
        return ALL.stream().filter(definition -> definition.media().containsKey(medium)).toList();
    }
}
