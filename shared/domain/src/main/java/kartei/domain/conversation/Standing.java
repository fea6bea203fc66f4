package kartei.domain.conversation;

import java.util.Optional;

import kartei.domain.rule.Team;

/// Where a conversation belongs in the queue: how many prioritisation rules match it, and whose work it is (S33, S34, S37).
///
/// `given` is there when somebody gave it to the team by hand: the circumstances at that time ([Circumstances]). `contactRev` is
/// the version of the contact and `rulesStamp` that of the rules that this was computed from: a computation from older ones
/// never replaces it.
public record Standing(int score, String team, Optional<String> given, long contactRev, long rulesStamp) {

    /// Where a conversation starts whose contact has not been looked at.
    public static final Standing UNSEEN = new Standing(0, Team.EVERYONE.key(), Optional.empty(), 0, 0);

    /// Whether some of what this was computed from is newer than what the other was.
    public boolean knowsMoreThan(Standing other) {
        return contactRev > other.contactRev || rulesStamp > other.rulesStamp;
    }

    /// Whether both say the same, whatever they were computed from.
    public boolean saysAs(Standing other) {
        return score == other.score && team.equals(other.team) && given.equals(other.given);
    }
}
