package kartei.storage;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.channel.Channel;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.conversation.Activity;
import kartei.domain.contact.ValueChange;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.Identity;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.conversation.Standing;
import kartei.domain.Visibility;
import kartei.domain.export.Bundle;
import kartei.domain.export.Column;
import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.ExportSchedule;
import kartei.domain.export.Import;
import kartei.domain.export.Layout;
import kartei.domain.export.Rhythm;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Linking;
import kartei.domain.link.Person;
import kartei.domain.link.Person.Linked;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RoutingRule;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.Team;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// The items of a small sound table: one contact, VIP, with a value and an open conversation of one message.
final class SampleTable {
    static final WorkspaceId WS = new WorkspaceId("w1");
    static final ContactId CONTACT = new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    static final ConversationId CONVERSATION = new ConversationId(CONTACT, "01ARZ3NDEKTSV4RRFFQ69G5FAW");
    static final ConversationId RESOLVED = new ConversationId(CONTACT, "01ARZ3NDEKTSV4RRFFQ69G5FAA");
    static final Snapshot.Value EMAIL = new Snapshot.Value(new AttributeKey("email"), "E-mail", AttributeKind.STANDARD,
            AttributeType.TEXT, "jo@example.com", Optional.empty(), Source.AGENT);
    static final String MESSAGE = "01ARZ3NDEKTSV4RRFFQ69G5FAX";
    static final String EDIT = "01ARZ3NDEKTSV4RRFFQ69G5FAY";
    static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

    private static final String CHANNEL = "acme-ig";
    static final String IDENTITY = Keys.identityOf("instagram", CHANNEL, "hash");

    static final StoredMark.Name NETWORK = new StoredMark.Name("net-instagram", "h1");
    static final StoredMark.Name MATCHING = new StoredMark.Name("m@1", "h2");

    private final Map<Key, Item> items = new LinkedHashMap<>();

    SampleTable() {
        put(new ChannelCodec().encode(WS, new Channel(CHANNEL, Medium.INSTAGRAM, "Acme", Optional.empty(), 1)));
        put(new ContactCodec().encode(WS, contact()));
        put(new ActivityCodec().encode(WS, new Activity(CONTACT, AT, Optional.of(CONVERSATION), AT, Optional.empty())));
        put(new ConversationCodec().encode(WS, conversation()));
        put(new MessageCodec().encode(WS, new Message(MESSAGE, CONVERSATION, Direction.IN, Optional.of("Hello"), AT,
                Optional.empty(), List.of(file()))));
        put(Item.at(Keys.attachment(WS, CONTACT, "hash"))
                .text("conversation", CONVERSATION.ulid())
                .text("message", MESSAGE));
        put(new ConversationCodec().encode(WS, resolved()));
        put(new MessageCodec().encode(WS,
                new Message(MESSAGE, RESOLVED, Direction.IN, Optional.of("Hello"), AT, Optional.empty(), List.of())));
        SnapshotPiece.of(RESOLVED, new Snapshot(AT, Optional.of(true), List.of(EMAIL)))
                .forEach(piece -> put(new SnapshotCodec().encode(WS, piece)));
        put(new IdentityCodec().encode(WS, new Identity(IDENTITY, CONTACT, conversation().hint(), Optional.empty())));
        put(new ClaimCodec().encode(WS, new Claim("claim", CONVERSATION, MESSAGE, false)));
        put(new LoggedEditCodec().encode(WS,
                new LoggedEdit(EDIT, CONTACT, Authorship.of(new Actor("ada", Optional.of("Ada")), AT),
                        ValueChange.between(
                                new Contact(CONTACT, CHANNEL, Medium.INSTAGRAM, "1784", Optional.empty(), IDENTITY,
                                        Profile.EMPTY, Map.of(), false, 0, Set.of(), AT, AT, 1),
                                contact(), id -> Optional.of(new AttributeKey(id))))));
        var rule = LinkRule.NONE.changed(Optional.of("email"), Optional.empty(), 1);
        var job = new JobId(JobKind.RELINK, MESSAGE);
        put(Item.at(Keys.settings(WS))
                .with(LinkingCodec.LINKING, LinkingCodec.encode(new Linking(rule, Optional.empty(), List.of(), 1)))
                .number(LinkingCodec.VERSION, 1));
        put(Item.at(Keys.crowd(WS, MATCHING)));
        putBeside(job);
        putExports();
        putBundle();
        put(new StoredMarkCodec().encode(WS, new StoredMark(NETWORK, CONTACT, List.of(MATCHING), List.of())));
        put(new StoredMarkCodec().encode(WS, new StoredMark(MATCHING, CONTACT, List.of(NETWORK), List.of())));
        put(Item.at(Keys.identityReference(WS, CONTACT, IDENTITY)));
        put(Item.at(Keys.membership(WS, CONTACT, Contacts.VIP_GROUP))
                .indexed(Index.WORK, Keys.group(WS, Contacts.VIP_GROUP, CONTACT, AT)));
        put(Item.at(Keys.usage(WS, "email", 3)).number("n", 1).number("rev", 1));
        put(new JobCodec().encode(WS, ended()));
        put(new ImportCodec().encode(WS,
                Import.announced(new JobId(JobKind.IMPORT, MESSAGE), AT)
                        .started(new Import.File(5, "tag", AT))
                        .rejected(1, MESSAGE)
                        .ended("object", AT)));
        put(new ContactGroupCodec().encode(WS, new ContactGroup("Gold", "Gold",
                List.of(new Criterion("email", Operator.ANY_OF, List.of("jo@example.com", "al@example.com"))), 1)));
        put(new TeamCodec().encode(WS, new Team("Key", "Key accounts", 1)));
        put(new PrioritizationCodec().encode(WS,
                new Prioritization(List.of(new PriorityRule.OfGroup("Gold"), new PriorityRule.OfTopic("billing"),
                        new PriorityRule.OfChannel(CHANNEL, Optional.of(Visibility.PUBLIC))), 1)));
        put(new RoutingRulesCodec().encode(WS, new RoutingRules(List.of(
                new RoutingRule(List.of("vip", "Gold"), List.of("billing"), Optional.of(Visibility.PRIVATE), "Key")),
                "everyone", 1)));
    }

    private void putExports() {
        var email = new Column.Values("email", "email");
        var plan = new ExportPlan(ExportFormat.CSV, Layout.WIDE, ZoneId.of("Europe/Berlin"), Optional.of(AT),
                Optional.of(AT.plusSeconds(1)), Set.of(CHANNEL), List.of(Column.Fixed.CONTACT_ID, email),
                List.of(email), Optional.of(CONTACT), true);
        var id = new JobId(JobKind.EXPORT, MESSAGE);
        put(new ExportCodec().encode(WS,
                new Export(id, plan, Optional.of(EDIT), AT, Optional.of(new Export.Made("exp/ws/x/y", 1, 2, "00", AT)),
                        Optional.of(new Export.Gone(AT, Export.Why.REMOVED)))));
        put(new ExportPartCodec().encode(WS, id,
                new ExportPart(3, 0, "parts/ws/x/y", "exp/ws/x/ids/y", 1, 2, CONTACT.value(), CONTACT.value())));
        put(ExportFileCodec.encode(Keys.exportFile(WS, id), new ExportFile.Hashing("exp/ws/x/y", "00", 1, "AA=="))
                .number("ttl", 1));
        put(ExportCheckCodec.encode(Keys.exportCheck(WS, id), new ExportCheck(1, AT, Set.of(CONTACT))));
        var rhythm = new Rhythm(Rhythm.Every.WEEK, DayOfWeek.MONDAY, LocalTime.of(6, 30), ZoneId.of("Europe/Berlin"));
        put(new ExportScheduleCodec().encode(WS,
                new ExportSchedule(EDIT, rhythm, plan, true, AT, AT.plusSeconds(60), Optional.of(id.value()), 1)));
    }

    private void putBundle() {
        var id = new JobId(JobKind.ACCESS_BUNDLE, MESSAGE);
        var other = new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAZ");
        put(new BundleCodec().encode(WS,
                new Bundle(id, new Person(CONTACT, List.of(new Linked(other, "net-x", Optional.of(CONTACT))), true), AT,
                        Optional.of(new Bundle.Made("bun/ws/x/y", 1, "00", AT)), Optional.of(AT), true)));
        var text = new BundlePiece.Text(1, 2, 3);
        put(new BundlePieceCodec().encode(WS, id,
                new BundlePiece(0, "bun/ws/x/z", new BundlePiece.Files(1, 2, 3), text, text)));
    }

    private void putBeside(JobId job) {
        put(Item.at(Keys.tally(WS, job, 7, "3-"))
                .with(Tallies.COUNTS, AttributeValue.fromM(Map.of()))
                .number("ttl", 1));
        put(Item.at(Keys.grouping(WS, job, 3)).number(Tallies.CONTACTS, 1).number("ttl", 1));
        put(Item.at(Keys.result(WS, job))
                .number(Tallies.CONTACTS, 1)
                .number("linked", 0)
                .number("persons", 0)
                .number("tooCommon", 0)
                .texts("largest", List.of())
                .number("ttl", 1));
        put(ContactGroupCodec
                .at(Keys.draft(WS, job),
                        new ContactGroup("preview", "", List.of(new Criterion("email", Operator.IS_SET, List.of())), 0))
                .number("ttl", 1));
    }

    static Contact contact() {
        var email = new AttributeValues(Map.of(Source.AGENT, new StoredValue("jo@example.com", AT, Optional.empty())),
                1);
        return new Contact(CONTACT, CHANNEL, Medium.INSTAGRAM, "1784", Optional.empty(), IDENTITY, Profile.EMPTY,
                Map.of("email", email), true, 1, Set.of(), AT, AT, 1);
    }

    private static Conversation resolved() {
        var open = conversation();
        return new Conversation(RESOLVED, CHANNEL, Medium.INSTAGRAM, Visibility.PRIVATE, ConversationStatus.RESOLVED,
                open.standing(), true, List.of(), List.of(), Optional.empty(), AT, AT, MESSAGE, Optional.of(AT),
                Optional.empty(), Optional.empty(), Optional.empty(), IDENTITY, 2, 2);
    }

    private static Attachment file() {
        return new Attachment("a-1", Optional.of("photo.jpg"), "image/jpeg", 5, Optional.of("object"),
                Optional.empty());
    }

    private static Conversation conversation() {
        return new Conversation(CONVERSATION, CHANNEL, Medium.INSTAGRAM, Visibility.PRIVATE, ConversationStatus.NEW,
                new Standing(1, "everyone", Optional.of("0123456789abcdef"), 1, 0), true, List.of("gold"), List.of(),
                Optional.of(AT), AT, AT, MESSAGE, Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), IDENTITY, 1, 1);
    }

    private static Job ended() {
        return new Job(new JobId(JobKind.CLEAR_VALUES, MESSAGE), JobState.READY, Map.of("definition", "tier"),
                new Job.Progress(3, 3), Optional.empty(), Optional.empty(), Optional.empty(), 0, Job.Turn.A,
                Optional.empty(), Optional.empty(), AT, Optional.of(AT));
    }

    SampleTable put(Item item) {
        items.put(item.key(), item);
        return this;
    }

    SampleTable without(Key key) {
        items.remove(key);
        return this;
    }

    /// The item under the key, to be changed.
    Item at(Key key) {
        return Optional.ofNullable(items.get(key)).orElseThrow();
    }

    List<Item> items() {
        return new ArrayList<>(items.values());
    }
}
