package kartei.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Format;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.job.JobState;
import kartei.domain.link.Linking;
import kartei.domain.workspace.Workspace;
import kartei.storage.Rescoring.Reach;

/// Writes how the contacts of a workspace are linked, together with the jobs that follow from it.
public final class Linkings {
    private static final String GENERATIONS = "generations";
    private static final String SEPARATOR = ",";

    private final Table table;
    private final Supplier<String> ids;

    /// `ids` are those of jobs.
    public Linkings(Table table, Supplier<String> ids) {
        this.table = table;
        this.ids = ids;
    }

    /// A name for a job that builds links.
    public JobId newJob() {
        return new JobId(JobKind.RELINK, ids.get());
    }

    /// Puts `after` in the place of the workspace's linking: a job that built what is no longer wanted is replaced, one that
    /// builds what is wanted begins, and one that clears away what was in force before. False when the linking or a definition
    /// was changed since the workspace was opened, and when the job ended: an attribute that is chosen here must still be there,
    /// and on.
    public boolean change(Workspace workspace, Linking after, Instant now) {
        var ws = workspace.id();
        var before = workspace.settings().linking();
        var actions = new ArrayList<>(List.of(set(ws, after), Definitions.unchanged(workspace)));
        before.building()
                .filter(was -> !after.building().equals(before.building()))
                .ifPresent(was -> actions.add(Jobs.stop(ws, was.job(), JobState.REPLACED, now)));
        after.building()
                .filter(is -> !before.building().equals(after.building()))
                .ifPresent(is -> actions.add(Jobs.start(ws, building(before, is.job(), now))));
        if (after.building().isEmpty()) {
            actions.addAll(clearing(ws, after, now));
        }
        try {
            table.write(actions);
            return true;
        } catch (ConditionFailed changedMeanwhile) {
            return false;
        }
    }

    private static Job building(Linking before, JobId id, Instant now) {
        var job = Job.queued(id, Map.of(), now);
        return before.building().isPresent() ? job.afterSlices() : job.afterRequests();
    }

    /// What is written with the end of the job that has built the next rule's links: they are in force. Where phone numbers are
    /// read in another way, contact groups that ask for some may have other members.
    public List<Action> switched(Workspace workspace, Instant now) {
        var ws = workspace.id();
        var before = workspace.settings().linking();
        var after = before.switched();
        var settings = LinkingCodec.set(Change.at(Keys.settings(ws)), after);
        var groups = before.rule().region().equals(after.rule().region()) ? List.<String>of() : byPhone(workspace);
        var actions = new ArrayList<>(groups.isEmpty() ? List.of(settings.action())
                : Rescoring.started(ws, settings, Rescoring.job(new Reach.Members(groups), ids.get(), now)));
        actions.addAll(clearing(ws, after, now));
        return actions;
    }

    /// The groups that ask for phone numbers.
    private static List<String> byPhone(Workspace workspace) {
        return workspace.attributes()
                .inOrder()
                .stream()
                .filter(definition -> definition.format() == Format.PHONE)
                .flatMap(definition -> workspace.allRules().groupsUsing(definition.id()).stream())
                .distinct()
                .toList();
    }

    /// What is written with the end of the job that has cleared away what it is about.
    public List<Action> cleared(WorkspaceId ws, Linking before, Job job) {
        return List.of(set(ws, before.cleared(generations(job))));
    }

    /// The generations that a job clears away.
    public static Set<Long> generations(Job job) {
        return Stream.of(job.about(GENERATIONS).split(SEPARATOR)).map(Long::valueOf).collect(Collectors.toSet());
    }

    private List<Action> clearing(WorkspaceId ws, Linking linking, Instant now) {
        if (linking.retiring().isEmpty()) {
            return List.of();
        }
        var generations = new TreeSet<>(linking.retired()).stream().map(String::valueOf).toList();
        var job = Job.queued(new JobId(JobKind.CLEAR_LINKS, ids.get()),
                Map.of(GENERATIONS, String.join(SEPARATOR, generations)), now);
        return List.of(Jobs.start(ws, job.afterSlices()));
    }

    private static Action set(WorkspaceId ws, Linking linking) {
        return LinkingCodec.set(Change.at(Keys.settings(ws)), linking).action();
    }
}
