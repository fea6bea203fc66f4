package kartei.storage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.Profile;
import kartei.domain.conversation.Activity;
import kartei.domain.contact.ValueChange;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;
import kartei.testkit.TestTable;

/// Puts contacts into a table as messages leave them, at whatever times a test wants.
final class Given {
    static final WorkspaceId WS = new WorkspaceId("w1");
    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private final TestTable table;
    private long made;

    Given(TestTable table) {
        this.table = table;
    }

    Marking marking() {
        return new Marking(seen(),
                new WorkspaceKeys(seen(), new Secrets(table.stack().kms(), table.stack().dataKey())));
    }

    /// A new ULID of `START` plus `since`.
    String ulid(Duration since) {
        var text = new StringBuilder();
        long millis = START.plus(since).toEpochMilli();
        long count = made++;
        for (int i = 0; i < 16; i++) {
            text.insert(0, ALPHABET.charAt((int) (count & 31)));
            count >>= 5;
        }
        for (int i = 0; i < 10; i++) {
            text.insert(0, ALPHABET.charAt((int) (millis & 31)));
            millis >>= 5;
        }
        return text.toString();
    }

    /// A contact on a channel whose last message came at `START` plus `since`, without conversations.
    Contact contact(String channelId, Duration since, boolean vip) {
        return contact(channelId, since, vip, Optional.empty());
    }

    private Contact contact(String channelId, Duration since, boolean vip, Optional<String> open) {
        var id = new ContactId(ulid(Duration.ZERO));
        var identity = Keys.identityOf("instagram", channelId, id.value());
        var contact = new Contact(id, channelId, Medium.INSTAGRAM, "s-" + id.value(), Optional.empty(), identity,
                Profile.EMPTY, Map.of(), vip, vip ? 1 : 0, Set.of(), START, START, 1);
        put(new ChannelCodec().encode(WS, new Channel(channelId, Medium.INSTAGRAM, channelId, Optional.empty(), 1)));
        put(new ContactCodec().encode(WS, contact));
        put(new ActivityCodec().encode(WS, new Activity(id, START.plus(since),
                open.map(ulid -> new ConversationId(id, ulid)), START, Optional.empty())));
        put(new IdentityCodec().encode(WS, new Identity(identity, id, Optional.empty(), Optional.empty())));
        put(Item.at(Keys.identityReference(WS, id, identity)));
        if (vip) {
            put(new LoggedEditCodec().encode(WS, new LoggedEdit(ulid(Duration.ZERO), id, Authorship.ofNobody(START),
                    ValueChange.between(contact.withVip(false, 1), contact, key -> Optional.empty()))));
            put(Item.at(Keys.membership(WS, id, Contacts.VIP_GROUP))
                    .indexed(Index.WORK, Keys.group(WS, Contacts.VIP_GROUP, id, START.plus(since))));
        }
        return contact;
    }

    /// A resolved conversation with a message at each of these times; answers with the messages, in that order.
    List<Message> conversation(Contact contact, List<Duration> times) {
        return conversation(contact, times, "Hello");
    }

    List<Message> conversation(Contact contact, List<Duration> times, String text) {
        var id = new ConversationId(contact.id(), ulid(times.getFirst()));
        var messages = new ArrayList<Message>();
        for (var time : times) {
            messages.add(new Message(ulid(time), id, Direction.IN, Optional.of(text), START.plus(time),
                    Optional.empty(), List.of()));
        }
        messages.forEach(message -> put(new MessageCodec().encode(WS, message)));
        var end = START.plus(times.getLast());
        put(new ConversationCodec().encode(WS,
                new Conversation(id, contact.channelId(), contact.medium(), Visibility.PRIVATE,
                        ConversationStatus.RESOLVED, Standing.UNSEEN, false, List.of(), List.of(), Optional.empty(),
                        START.plus(times.getFirst()), end, messages.getLast().id(), Optional.of(end), Optional.empty(),
                        Optional.empty(), Optional.empty(), contact.identity(), 1, 1)));
        put(new SnapshotCodec().encode(WS,
                new SnapshotPiece(id, 0, 1, new Snapshot(end, Optional.empty(), List.of()))));
        return messages;
    }

    private void put(Item item) {
        table.dynamo().putItem(put -> put.tableName(table.name()).item(item.fields()));
    }

    /// The table as a function sees it, when nobody is in its way.
    Table seen() {
        return new Table(table.dynamo(), table.name(), _ -> {});
    }
}
