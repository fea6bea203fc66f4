package kartei.storage;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `C~`: a contact with its values, in the directory.
final class ContactCodec implements WalkedCodec<Contact> {
    static final String VALUES = "values";
    static final String VIP = "vip";
    static final String VIP_REV = "vipRev";
    static final String NOT_SAME = "notSame";
    static final String CHANGED_AT = "changedAt";
    /// What a list shows is among these; the values may be many.
    static final List<String> ALL_BUT_VALUES = List.of("id", "channel", "medium", "senderId", "networkUserId",
            "identity", "displayName", "handle", "pictureUrl", VIP, VIP_REV, NOT_SAME, "createdAt", CHANGED_AT,
            Fields.VERSION);

    @Override
    public Item encode(WorkspaceId ws, Contact contact) {
        return Item.at(Keys.contact(ws, contact.id()))
                .indexed(Index.DIRECTORY, Keys.directory(ws, contact.id(), false))
                .text("id", contact.id().value())
                .text("channel", contact.channelId())
                .text("medium", contact.medium().name())
                .text("senderId", contact.senderId())
                .text("networkUserId", contact.networkUserId())
                .text("identity", contact.identity())
                .text("displayName", contact.profile().displayName())
                .text("handle", contact.profile().handle())
                .text("pictureUrl", contact.profile().pictureUrl())
                .with(VALUES, values(contact.values()))
                .flag(VIP, contact.vip())
                .number(VIP_REV, contact.vipRev())
                .texts(NOT_SAME, notSame(contact))
                .time("createdAt", contact.createdAt())
                .time(CHANGED_AT, contact.changedAt())
                .number(Fields.VERSION, contact.version());
    }

    @Override
    public Contact decode(ItemReader item) {
        var profile = new Profile(item.findText("displayName"), item.findText("handle"), item.findText("pictureUrl"));
        return new Contact(new ContactId(item.text("id")), item.text("channel"), Medium.valueOf(item.text("medium")),
                item.text("senderId"), item.findText("networkUserId"), item.text("identity"), profile, stored(item),
                item.flag(VIP), item.number(VIP_REV), notSame(item), item.time("createdAt"), item.time(CHANGED_AT),
                item.number(Fields.VERSION));
    }

    /// What makes `after` of `before` where a message told of it, unless somebody has written the contact since it was read.
    static Change told(WorkspaceId ws, Contact before, Contact after) {
        var change = Change.at(Keys.contact(ws, after.id()))
                .textOrNone("networkUserId", after.networkUserId())
                .textOrNone("displayName", after.profile().displayName())
                .textOrNone("handle", after.profile().handle())
                .textOrNone("pictureUrl", after.profile().pictureUrl())
                .time(CHANGED_AT, after.changedAt())
                .number(Fields.VERSION, after.version())
                .onlyIf(Condition.atVersion(before.version()));
        after.values().forEach((id, values) -> {
            if (!values.equals(before.valuesOf(id))) {
                change.set(List.of(VALUES, id), one(values));
            }
        });
        return change;
    }

    /// The ids in order.
    static List<String> notSame(Contact contact) {
        return contact.notSame().stream().map(ContactId::value).sorted().toList();
    }

    static Set<ContactId> notSame(ItemReader item) {
        return item.texts(NOT_SAME).stream().map(ContactId::new).collect(Collectors.toSet());
    }

    private static AttributeValue values(Map<String, AttributeValues> values) {
        return AttributeValue.fromM(values.entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> one(entry.getValue()))));
    }

    /// All that the sources say of one attribute.
    static AttributeValue one(AttributeValues values) {
        var members = new HashMap<String, AttributeValue>();
        members.put("rev", AttributeValue.fromN(Long.toString(values.rev())));
        values.bySource().forEach((source, value) -> members.put(source.word(), stored(value)));
        return AttributeValue.fromM(members);
    }

    private static AttributeValue stored(StoredValue value) {
        var members = new LinkedHashMap<String, AttributeValue>();
        members.put("v", AttributeValue.fromS(value.value()));
        members.put("at", AttributeValue.fromS(Times.text(value.at())));
        value.by().ifPresent(by -> {
            members.put("by", AttributeValue.fromS(by.id()));
            by.name().ifPresent(name -> members.put("byName", AttributeValue.fromS(name)));
        });
        return AttributeValue.fromM(members);
    }

    private static Map<String, AttributeValues> stored(ItemReader contact) {
        var values = new HashMap<String, AttributeValues>();
        contact.findPart(VALUES)
                .ifPresent(part -> part.eachPart((id, attribute) -> values.put(id, attribute(attribute))));
        return values;
    }

    private static AttributeValues attribute(ItemReader attribute) {
        var bySource = new BySource();
        attribute.eachPart((word, part) -> Source.find(word).ifPresent(source -> bySource.put(source, said(part))));
        return new AttributeValues(bySource.said, attribute.number("rev"));
    }

    /// Nearly always there is only one.
    private static final class BySource {
        private Map<Source, StoredValue> said = Map.of();

        void put(Source source, StoredValue value) {
            if (said.isEmpty()) {
                said = Map.of(source, value);
            } else {
                var all = new EnumMap<Source, StoredValue>(said);
                all.put(source, value);
                said = all;
            }
        }
    }

    private static StoredValue said(ItemReader value) {
        Optional<Actor> by = value.findText("by").map(id -> new Actor(id, value.findText("byName")));
        return new StoredValue(value.text("v"), value.time("at"), by);
    }
}
