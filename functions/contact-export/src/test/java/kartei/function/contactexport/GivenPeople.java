package kartei.function.contactexport;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.conversation.Activity;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Linking;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.Rules;
import kartei.domain.workspace.Workspace;
import kartei.domain.workspace.WorkspaceSettings;

/// A workspace with an attribute of each kind, and people with all that makes a report hard to write.
final class GivenPeople {
    static final Instant WINTER = Instant.parse("2026-11-22T09:00:00.000Z");
    static final Instant SUMMER = Instant.parse("2026-07-01T22:30:00.120Z");

    private GivenPeople() {}

    static Workspace workspace() {
        var rich = new ContactGroup("rich", "Rich", List.of(new Criterion("D2", Operator.GT, List.of("100"))), 1);
        var known = new ContactGroup("known", "Known",
                List.of(new Criterion("firstName", Operator.IS_SET, List.of("true"))), 1);
        var rules = new Rules(1, Map.of("rich", rich, "known", known), Map.of(), Prioritization.AT_START,
                RoutingRules.AT_START);
        return new Workspace(new WorkspaceId("acme"),
                new WorkspaceSettings("Acme", Plan.ENTERPRISE, 0, 0, Optional.empty(), Linking.NONE, 0),
                Attributes.of(1, List.of("tier", "revenue", "birthday", "notes"), custom()), Map.of(), rules);
    }

    private static List<AttributeDefinition> custom() {
        return List.of(
                definition("D1", "tier", AttributeType.DROPDOWN, Format.TEXT)
                        .withOptions(List.of(new Option("O1", "Gold, \"real\""), new Option("O2", "Silver"))),
                definition("D2", "revenue", AttributeType.TEXT, Format.NUMBER),
                definition("D3", "birthday", AttributeType.TEXT, Format.DATE),
                definition("D4", "notes", AttributeType.TEXT, Format.TEXT).withCrm(true, false));
    }

    private static AttributeDefinition definition(String id, String key, AttributeType type, Format format) {
        return new AttributeDefinition(id, new AttributeKey(key), "The " + key, AttributeKind.CUSTOM, type, format,
                List.of(), true, Map.of(), false, false, 1);
    }

    /// Everything is known of the first, nothing of the second, the third means harm, the fourth writes in other alphabets.
    static List<Entry> people() {
        return List.of(ada(), nobody(), mallory(), zoe());
    }

    private static Entry ada() {
        var values = new HashMap<String, AttributeValues>();
        values.put("firstName", value("Ada", Source.AGENT));
        values.put("email", value("ada@example.com", Source.IMPORT).with(Source.BOT, stored("bot@example.com"), 2));
        values.put("phone", value("+49 (30) 901820", Source.AGENT));
        values.put("x-followers", value("12000", Source.PLATFORM));
        values.put("D1", value("O1", Source.BOT));
        values.put("D2", value("-1200.50", Source.AGENT));
        values.put("D3", value("1979-03-01", Source.AGENT));
        values.put("D4", value("by hand", Source.AGENT).with(Source.CRM, stored("line 1\r\nline 2"), 2));
        values.put("GONE", value("of a deleted attribute", Source.AGENT));
        var profile = new Profile(Optional.of("Ada L."), Optional.of("@ada"),
                Optional.of("https://pics.example/a.png"));
        return entry(contact(1, Medium.X, profile, values, true), id(1));
    }

    private static Entry nobody() {
        return entry(contact(2, Medium.EMAIL, Profile.EMPTY, Map.of(), false), id(1));
    }

    private static Entry mallory() {
        var values = new HashMap<String, AttributeValues>();
        values.put("firstName", value("=HYPERLINK(\"http://evil.example\",\"Ada\")", Source.PLATFORM));
        values.put("lastName", value("@SUM(1+1)*cmd|' /C calc'!A0", Source.BOT));
        values.put("accountId", value("-2+3", Source.AGENT));
        // A value of another medium, and one of an option that is no more.
        values.put("x-followers", value("7", Source.PLATFORM));
        values.put("D1", value("O9", Source.AGENT));
        values.put("D2", value("12345678901234567890", Source.AGENT));
        values.put("D4", value("\t\"quoted\", 'and more'", Source.AGENT));
        var profile = new Profile(Optional.of("＝1＋1"), Optional.empty(), Optional.empty());
        return entry(contact(3, Medium.WHATSAPP, profile, values, false), id(3));
    }

    private static Entry zoe() {
        var values = new HashMap<String, AttributeValues>();
        values.put("firstName", value("Zoë 🦊", Source.AGENT));
        values.put("lastName", value("李\u2028\u0085\u0007", Source.AGENT));
        values.put("D2", value("101", Source.CRM).with(Source.BOT, stored("+250"), 2));
        values.put("D3", value("1850-01-01", Source.AGENT));
        values.put("D4", value("_x000D_ stays \\ as typed ", Source.AGENT));
        var profile = new Profile(Optional.of("Zoë"), Optional.of("+1-1"), Optional.empty());
        return entry(contact(4, Medium.INSTAGRAM, profile, values, false), id(4));
    }

    static Entry entry(Contact contact, ContactId person) {
        return new Entry(new LiveContact(contact,
                new Activity(contact.id(), WINTER, Optional.empty(), WINTER, Optional.empty())), person);
    }

    static Contact contact(int n, Medium medium, Profile profile, Map<String, AttributeValues> values, boolean vip) {
        var user = n == 1 ? Optional.of("user-" + n) : Optional.<String>empty();
        return new Contact(id(n), medium.word() + "-1", medium, "sender-" + n, user, "hash", profile, values, vip, 0,
                Set.of(), SUMMER, WINTER, 1);
    }

    /// One on a medium of its own, with this first name.
    static Entry named(int n, String firstName) {
        return entry(contact(n, Medium.SMS, Profile.EMPTY, Map.of("firstName", value(firstName, Source.AGENT)), false),
                id(n));
    }

    static ContactId id(int n) {
        return new ContactId("01HF%022d".formatted(n));
    }

    static AttributeValues value(String text, Source source) {
        return AttributeValues.NONE.with(source, stored(text), 1);
    }

    private static StoredValue stored(String text) {
        return new StoredValue(text, SUMMER, Optional.empty());
    }
}
