package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.workspace.Workspace;

/// Changes of what counts for the score or team of all conversations: each moves a stamp, by which warm functions see that what
/// they hold is old, and starts a job that puts right what is open. Nobody writes one without the other.
public final class Rescoring {
    private static final String GROUPS = "groups";
    private static final String TEAM = "team";
    private static final String SEPARATOR = ",";

    private Rescoring() {}

    /// Whom a change may concern.
    public sealed interface Reach {
        /// Every conversation that is open.
        record Open() implements Reach {}

        /// Those who are in these groups, or were, or should be.
        record Members(List<String> groups) implements Reach {
            public Members {
                groups = List.copyOf(groups);
            }
        }

        /// What is in the queue of a team that is no more.
        record Work(String team) implements Reach {}
    }

    /// It begins when every request has ended that may have begun before the change.
    public static Job job(Reach reach, String ulid, Instant now) {
        return Job.queued(new JobId(JobKind.RESCORE, ulid), switch (reach) {
            case Reach.Open() -> Map.<String, String>of();
            case Reach.Members(var groups) -> Map.of(GROUPS, String.join(SEPARATOR, groups));
            case Reach.Work(var team) -> Map.of(TEAM, team);
        }, now).afterRequests();
    }

    public static Reach reachOf(Job job) {
        if (job.about().containsKey(GROUPS)) {
            return new Reach.Members(List.of(job.about(GROUPS).split(SEPARATOR, -1)));
        }
        return job.about().containsKey(TEAM) ? new Reach.Work(job.about(TEAM)) : new Reach.Open();
    }

    /// What is written with such a change that was decided on `read`; does not hold when somebody else has made one since.
    public static List<Action> started(Workspace read, Job job) {
        return started(read, Optional.of(job));
    }

    /// The same where perhaps no conversation gets another place.
    static List<Action> started(Workspace read, Optional<Job> job) {
        var stamp = Change.at(Keys.settings(read.id())).add(WorkspaceSettingsCodec.RULES_STAMP, 1).onlyIf(at(read));
        job.ifPresent(named -> stamp.text(WorkspaceSettingsCodec.RULES_JOB, named.id().value()));
        var actions = new ArrayList<>(List.of(stamp.action()));
        job.ifPresent(named -> actions.add(Jobs.start(read.id(), named)));
        return actions;
    }

    /// The same for a change of the settings themselves, which has its own condition.
    static List<Action> started(WorkspaceId ws, Change settings, Job job) {
        settings.add(WorkspaceSettingsCodec.RULES_STAMP, 1).text(WorkspaceSettingsCodec.RULES_JOB, job.id().value());
        return List.of(settings.action(), Jobs.start(ws, job));
    }

    /// Holds as long as nobody has made such a change since `read`, or has chosen another matching attribute.
    public static Action unchanged(Workspace read) {
        return Action.check(Keys.settings(read.id()), at(read));
    }

    private static Condition at(Workspace read) {
        var stamp = read.settings().rulesStamp();
        var rules = stamp == 0 ? Condition.missing(WorkspaceSettingsCodec.RULES_STAMP)
                : Condition.equal(WorkspaceSettingsCodec.RULES_STAMP, stamp);
        return Condition.all(rules, LinkingCodec.atVersion(read.settings().linking().version()));
    }
}
