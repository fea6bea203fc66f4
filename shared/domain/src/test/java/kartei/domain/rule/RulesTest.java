package kartei.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Plan;
import kartei.domain.Visibility;

/// S34, S37: what the rules say of a conversation.
class RulesTest {
    private static final Prioritization PRIORITIZATION = new Prioritization(
            List.of(new PriorityRule.OfGroup("vip"), new PriorityRule.OfGroup("gold"),
                    new PriorityRule.OfTopic("Billing"), new PriorityRule.OfChannel("ig", Optional.empty()),
                    new PriorityRule.OfChannel("ig", Optional.of(Visibility.PUBLIC))),
            1);
    private static final RoutingRules ROUTING = new RoutingRules(
            List.of(new RoutingRule(List.of("vip", "gold"), List.of("billing"), Optional.empty(), "money"),
                    new RoutingRule(List.of("vip"), List.of(), Optional.of(Visibility.PRIVATE), "key"),
                    new RoutingRule(List.of(), List.of("billing", "tax"), Optional.empty(), "books")),
            "rest", 1);
    private static final Rules RULES = new Rules(1, Map.of("gold", new ContactGroup("gold", "Gold", List.of(), 1)),
            Map.of("money", new Team("Money", "Money", 1)), PRIORITIZATION, ROUTING);

    @ParameterizedTest
    @DisplayName("S34, S37: each matching rule counts 1; the first routing rule that matches wins, else the fallback team")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            groups   | topics       | channel | visibility | score | matched   | team  | by
            -        | -            | x       | PRIVATE    | 0     | []        | rest  | -
            vip      | -            | x       | PRIVATE    | 1     | [0]       | key   | 1
            vip      | -            | x       | PUBLIC     | 1     | [0]       | rest  | -
            vip,gold | -            | x       | PRIVATE    | 2     | [0, 1]    | key   | 1
            gold     | BILLING      | x       | PRIVATE    | 2     | [1, 2]    | money | 0
            -        | billing      | ig      | PUBLIC     | 3     | [2, 3, 4] | books | 2
            -        | tax,billing  | ig      | PRIVATE    | 2     | [2, 3]    | books | 2
            vip      | billing      | ig      | PRIVATE    | 3     | [0, 2, 3] | money | 0
            other    | invoice      | IG      | PUBLIC     | 0     | []        | rest  | -
            """)
    void says(
            @Nullable String groups,
            @Nullable String topics,
            String channel,
            Visibility visibility,
            int score,
            String matched,
            String team,
            @Nullable Integer by) {
        var verdict = RULES.of(Facts.of(Set.copyOf(words(groups)), words(topics), channel, visibility));

        assertThat(verdict.score()).isEqualTo(score);
        assertThat(verdict.matched()).hasToString(matched);
        assertThat(verdict.team()).isEqualTo(team);
        assertThat(verdict.routedBy()).isEqualTo(Optional.ofNullable(by));
    }

    private static List<String> words(@Nullable String text) {
        return Optional.ofNullable(text).map(words -> Arrays.asList(words.split(","))).orElse(List.of());
    }

    @Test
    @DisplayName("S2: what the plan lacks is as it is at the start")
    void areThoseAtTheStartWhereThePlanHasNone() {
        assertThat(RULES.within(Plan.ADVANCED)).isEqualTo(RULES);
        assertThat(RULES.within(Plan.PROFESSIONAL))
                .isEqualTo(new Rules(1, Map.of(), Map.of(), Prioritization.AT_START, RoutingRules.AT_START));
    }

    @Test
    void findsKeysWithoutCase() {
        assertThat(RULES.team("MONEY").map(Team::key)).contains("Money");
        assertThat(RULES.team("Everyone")).contains(Team.EVERYONE);
        assertThat(RULES.group("GOLD")).isPresent();
        assertThat(RULES.teamKeys()).containsExactly("everyone", "Money");
        assertThat(RULES.usesOfGroup("gold")).containsExactly("prioritization", "routing");
        assertThat(RULES.usesOfGroup("silver")).isEmpty();
    }
}
