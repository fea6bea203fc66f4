package kartei.domain.contact;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import kartei.domain.Medium;

/// One person's profile on one channel and what is known of it. Prints its id only.
///
/// `values` are under the ids of their definitions. `identity` is the hash under which the channel's user is found.
/// `changedAt` is when its values, VIP or profile changed last. `version` counts the changes to this item; `vipRev` is the version at the last change of VIP. `notSame` are contacts of which
/// an admin has said that they are other persons; it is said of both.
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
        Set<ContactId> notSame,
        Instant createdAt,
        Instant changedAt,
        long version) {

    public Contact {
        values = Map.copyOf(values);
        notSame = Set.copyOf(notSame);
    }

    /// The network's own id of the person, where it is the same on all channels of the network (S26–S31): on X the sender's
    /// id if no other is told; Meta's ids are others for each business account.
    public Optional<String> networkUser() {
        return switch (medium) {
            case X -> networkUserId.or(() -> Optional.of(senderId));
            case INSTAGRAM -> networkUserId;
            default -> Optional.empty();
        };
    }

    public AttributeValues valuesOf(String definitionId) {
        return values.getOrDefault(definitionId, AttributeValues.NONE);
    }

    public Contact withValues(Map<String, AttributeValues> changed, long version) {
        var merged = new HashMap<>(values);
        merged.putAll(changed);
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, merged, vip, vipRev,
                notSame, createdAt, changedAt, version);
    }

    /// Said, or said no longer, to be another person than these.
    public Contact withNotSame(Set<ContactId> notSame, long version) {
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, values, vip, vipRev,
                notSame, createdAt, changedAt, version);
    }

    public Contact withVip(boolean vip, long version) {
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, values, vip, version,
                notSame, createdAt, changedAt, version);
    }

    /// What a message tells of this contact put in: over what is known when it is the newest to tell, else only where nothing
    /// is known. The same contact when that changes nothing.
    public Contact told(Telling telling, boolean newest, Instant now) {
        var merged = newest ? telling.profile().over(profile) : profile.over(telling.profile());
        var user = newest ? telling.networkUserId().or(() -> networkUserId) : networkUserId.or(telling::networkUserId);
        var changed = new HashMap<String, AttributeValues>();
        telling.platformValues().forEach((id, text) -> {
            var known = valuesOf(id).bySource().get(Source.PLATFORM);
            if (known == null || (newest && !known.value().equals(text))) {
                var value = new StoredValue(text, telling.at(), Optional.empty());
                changed.put(id, valuesOf(id).with(Source.PLATFORM, value, version + 1));
            }
        });
        if (merged.equals(profile) && user.equals(networkUserId) && changed.isEmpty()) {
            return this;
        }
        var told = withValues(changed, version + 1);
        return new Contact(id, channelId, medium, senderId, user, identity, merged, told.values, vip, vipRev, notSame,
                createdAt, now, told.version);
    }

    /// Changed at this time.
    public Contact changed(Instant at) {
        return new Contact(id, channelId, medium, senderId, networkUserId, identity, profile, values, vip, vipRev,
                notSame, createdAt, at, version);
    }

    /// Without the values of these attributes; that each was there once shows in its `rev`.
    public Contact cleared(Collection<String> definitionIds, long version) {
        return withValues(
                definitionIds.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> new AttributeValues(Map.of(), version))),
                version);
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
