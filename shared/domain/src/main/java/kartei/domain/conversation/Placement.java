package kartei.domain.conversation;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.domain.contact.Contact;
import kartei.domain.rule.Facts;
import kartei.domain.rule.Verdict;
import kartei.domain.workspace.Workspace;

/// Where a conversation belongs by the rules and the contact as they are now, and why (S33, S34, S37). `verdict` is what the
/// rules say, `standing` what holds, which differs where somebody gave it to a team by hand. `vip` and `groups` are the contact's,
/// whether VIP is on or not.
public record Placement(Facts facts, Verdict verdict, Standing standing, boolean vip, List<String> groups) {
    public Placement {
        groups = List.copyOf(groups);
    }

    public static Placement of(Workspace workspace, Contact contact, Conversation conversation) {
        var groups = workspace.groupsOf(contact);
        var facts = Facts.of(Set.copyOf(workspace.groupsThatCount(contact)), conversation.topics(),
                conversation.channelId(), conversation.visibility());
        var verdict = workspace.rules().of(facts);
        var given = conversation.standing()
                .given()
                .filter(Circumstances.of(conversation, contact, groups)::equals)
                .filter(_ -> workspace.rules().team(conversation.standing().team()).isPresent());
        var team = given.isPresent() ? conversation.standing().team() : verdict.team();
        var standing = new Standing(verdict.score(), team, given, contact.version(), workspace.allRules().stamp());
        return new Placement(facts, verdict, standing, contact.vip(), groups);
    }

    /// The same when somebody gives the conversation to a team.
    public static Placement given(Workspace workspace, Contact contact, Conversation conversation, String team) {
        var placed = of(workspace, contact, conversation);
        var given = Optional.of(Circumstances.of(conversation, contact, placed.groups));
        var standing = new Standing(placed.standing.score(), team, given, placed.standing.contactRev(),
                placed.standing.rulesStamp());
        return new Placement(placed.facts, placed.verdict, standing, placed.vip, placed.groups);
    }

    /// Whether it says of the conversation what is so already.
    public boolean isSo(Conversation conversation) {
        return standing.saysAs(conversation.standing()) && vip == conversation.vip()
                && groups.equals(conversation.groups());
    }
}
