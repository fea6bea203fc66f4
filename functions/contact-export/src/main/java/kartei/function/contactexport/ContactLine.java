package kartei.function.contactexport;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.LiveContact;

/// What a line of a file says of a contact: `values` by the ids of their attributes, each with who is to have said it. Prints
/// the contact's id only.
record ContactLine(
        ContactId id,
        Medium medium,
        String channelId,
        Sender sender,
        boolean vip,
        Optional<Instant> createdAt,
        Optional<Instant> lastMessageAt,
        Map<String, Value> values) {
    private static final int FIRST_VERSION = 1;

    ContactLine {
        values = Map.copyOf(values);
    }

    /// Who it is on the channel. Does not print it.
    record Sender(String id, Optional<String> networkUserId, Profile profile) {
        @Override
        public String toString() {
            return "Sender[…]";
        }
    }

    /// A text as it is stored. Does not print it.
    record Value(Source source, String text) {
        StoredValue stored(Instant at) {
            return new StoredValue(text, at, Optional.empty());
        }

        @Override
        public String toString() {
            return "Value[" + source + "]";
        }
    }

    /// The channel, where nobody has named it before.
    Channel channel() {
        return new Channel(channelId, medium, channelId, Optional.empty(), FIRST_VERSION);
    }

    boolean isOfSenderOf(ContactLine other) {
        return channelId.equals(other.channelId) && sender.id().equals(other.sender.id());
    }

    /// The contact with only those values, all of this time; `identity` is under which its sender is found.
    LiveContact contact(String identity, Map<String, Value> some, Instant now) {
        var first = createdAt.orElse(now);
        var latest = lastMessageAt.orElse(first);
        var held = some.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> alone(value.getValue(), now)));
        return new LiveContact(
                new Contact(id, channelId, medium, sender.id(), sender.networkUserId(), identity, sender.profile(),
                        held, vip, vip ? FIRST_VERSION : 0, Set.of(), first, now, FIRST_VERSION),
                new Activity(id, latest, Optional.empty(), latest, Optional.empty()));
    }

    private static AttributeValues alone(Value value, Instant at) {
        return new AttributeValues(Map.of(value.source(), value.stored(at)), FIRST_VERSION);
    }

    @Override
    public String toString() {
        return "ContactLine[" + id.value() + "]";
    }
}
