package kartei.domain.rule;

import java.util.List;
import java.util.Optional;

import kartei.domain.Limits;

/// What the rules say of a conversation: the places of the prioritisation rules that match, the team, and the place of the
/// routing rule that leads there; none when it is the fallback team.
public record Verdict(List<Integer> matched, String team, Optional<Integer> routedBy) {
    public Verdict {
        matched = List.copyOf(matched);
    }

    public int score() {
        return Math.min(matched.size(), Limits.SCORE_MAX);
    }
}
