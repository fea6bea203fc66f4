package kartei.domain.contact;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Medium;

/// One person's profile on one channel and what is known of it. Prints its id only.
///
/// `values` are under the ids of their definitions. `identity` is the hash under which the channel's user is found.
/// `version` counts the changes to this item; `vipRev` is the version at the last change of VIP.
public record Contact(
        ContactId id,
        String channelId,
        Medium medium,
        String senderId,
        Optional<String> networkUserId,
        String identity,
        Profile profile,
        Map<String, AttributeValues> values,
        boolean vip,
        long vipRev,
        Instant createdAt,
        long version) {

    public Contact {
        values = Map.copyOf(values);
    }

    public AttributeValues valuesOf(String definitionId) {
        return values.getOrDefault(definitionId, AttributeValues.NONE);
    }

    public Contact withValues(Map<String, AttributeValues> changed, long version) {
        var merged = new HashMap<>(values);
        merged.putAll(changed);
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, merged, vip, vipRev,
                createdAt, version);
    }

    public Contact withVip(boolean vip, long version) {
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, values, vip, version,
                createdAt, version);
    }

    public Contact withProfile(Profile profile, Optional<String> networkUserId, long version) {
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, values, vip, vipRev,
                createdAt, version);
    }

    /// What the values take up in storage, at most: their texts, and around each what names it, says when, and by whom.
    public int valuesBytes() {
        return values.entrySet().stream().mapToInt(entry -> bytes(entry.getKey()) + entry.getValue().bytes()).sum();
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public String toString() {
        return "Contact[" + id.value() + "]";
    }
}
