package kartei.domain.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.Medium;
import kartei.domain.Plan;
import kartei.domain.Visibility;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Attributes;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.link.Linking;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.rule.Prioritization;
import kartei.domain.rule.PriorityRule;
import kartei.domain.rule.RoutingRules;
import kartei.domain.rule.Rules;
import kartei.domain.rule.Team;
import kartei.domain.workspace.Workspace;
import kartei.domain.workspace.WorkspaceSettings;

/// S34: a conversation that was given to a team by hand, and what lets it go again.
class PlacementTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");
    private static final ContactId ID = new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV");
    private static final ContactGroup GOLD = new ContactGroup("gold", "Gold",
            List.of(new Criterion("accountId", Operator.IS_SET, List.of("true"))), 1);
    private static final Contact CONTACT = new Contact(ID, "acme-ig", Medium.INSTAGRAM, "1", Optional.empty(), "i",
            Profile.EMPTY, Map.of(), false, 0, Set.of(), AT, AT, 1);

    private static Workspace workspace(Rules rules) {
        return new Workspace(new WorkspaceId("w1"),
                new WorkspaceSettings("w1", Plan.ENTERPRISE, 0, rules.stamp(), Optional.empty(), Linking.NONE, 0),
                Attributes.of(0, List.of(), List.of()), Map.of(), rules);
    }

    private static Rules rules(Map<String, Team> teams, String fallback, PriorityRule... counted) {
        return new Rules(1, Map.of("gold", GOLD), teams, new Prioritization(List.of(counted), 1),
                new RoutingRules(List.of(), fallback, 1));
    }

    private static Rules usual() {
        return rules(Map.of("ka", new Team("ka", "Key accounts", 1)), "everyone");
    }

    private static Conversation conversation(Visibility visibility, List<String> topics) {
        return new Conversation(new ConversationId(ID, ID.value()), "acme-ig", Medium.INSTAGRAM, visibility,
                ConversationStatus.NEW, Standing.UNSEEN, false, List.of(), topics, Optional.of(AT), AT, AT, "m",
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "i", 1, 1);
    }

    private static Conversation given() {
        var before = conversation(Visibility.PRIVATE, List.of("billing"));
        return before.given(Placement.given(workspace(usual()), CONTACT, before, "ka"));
    }

    private static Contact with(String accountId) {
        var value = new StoredValue(accountId, AT, Optional.empty());
        return CONTACT.withValues(Map.of("accountId", new AttributeValues(Map.of(Source.AGENT, value), 2)), 2);
    }

    /// What happens, and whose work it is then.
    static Stream<Arguments> happenings() {
        return Stream.of(Arguments.of("nothing", CONTACT, (Function<Conversation, Conversation>) c -> c, usual(), "ka"),
                Arguments.of("a reply", CONTACT, (Function<Conversation, Conversation>) c -> c.answered("m-2", AT),
                        usual(), "ka"),
                Arguments.of("the same topics in another case", CONTACT,
                        (Function<Conversation, Conversation>) c -> c.about(List.of("BILLING")), usual(), "ka"),
                Arguments.of("other topics", CONTACT,
                        (Function<Conversation, Conversation>) c -> c.about(List.of("tax")), usual(), "everyone"),
                Arguments.of("VIP", CONTACT.withVip(true, 2), (Function<Conversation, Conversation>) c -> c, usual(),
                        "everyone"),
                Arguments.of("VIP and back", CONTACT.withVip(true, 2).withVip(false, 3),
                        (Function<Conversation, Conversation>) c -> c, usual(), "everyone"),
                Arguments.of("a group that it joins", with("A1"), (Function<Conversation, Conversation>) c -> c,
                        usual(), "everyone"),
                Arguments.of("other rules", CONTACT, (Function<Conversation, Conversation>) c -> c,
                        rules(Map.of("ka", new Team("ka", "Key accounts", 1), "x", new Team("x", "X", 1)), "x",
                                new PriorityRule.OfTopic("billing")),
                        "ka"),
                Arguments.of("the end of the team", CONTACT, (Function<Conversation, Conversation>) c -> c,
                        rules(Map.of(), "everyone"), "everyone"));
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("happenings")
    @DisplayName("S34: it stays until topics, visibility, VIP or groups change; a change of rules leaves it")
    void stays(String what, Contact contact, Function<Conversation, Conversation> after, Rules rules, String team) {
        var place = Placement.of(workspace(rules), contact, after.apply(given()));

        assertThat(place.standing().team()).as(what).isEqualTo(team);
        assertThat(place.standing().given().isPresent()).isEqualTo(team.equals("ka"));
    }

    @Test
    void isLetGoByAnotherVisibility() {
        var given = given();
        var shown = new Conversation(given.id(), given.channelId(), given.medium(), Visibility.PUBLIC, given.status(),
                given.standing(), false, List.of(), given.topics(), given.waitingSince(), AT, AT, "m", Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), "i", 2, 2);

        assertThat(Placement.of(workspace(usual()), CONTACT, shown).standing().team()).isEqualTo("everyone");
    }

    @Test
    void saysWhatItWasComputedFrom() {
        var place = Placement.of(workspace(usual()), with("A1"), conversation(Visibility.PRIVATE, List.of()));

        assertThat(place.standing()).isEqualTo(new Standing(0, "everyone", Optional.empty(), 2, 1));
        assertThat(place.groups()).containsExactly("gold");
    }
}
