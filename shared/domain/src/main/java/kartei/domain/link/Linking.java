package kartei.domain.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.job.JobId;

/// How the contacts of a workspace are linked: by the rule in force. Beside it may stand the rule that a job builds the links
/// of, and earlier ones whose marks a job still clears away. `version` counts the changes.
public record Linking(LinkRule rule, Optional<Building> building, List<LinkRule> retiring, long version) {
    public static final Linking NONE = new Linking(LinkRule.NONE, Optional.empty(), List.of(), 0);

    public Linking {
        retiring = List.copyOf(retiring);
    }

    /// A rule that is not in force before all its links are there, and the job that makes them.
    public record Building(LinkRule rule, JobId job) {}

    /// What the admin has last asked for.
    public LinkRule wanted() {
        return building.map(Building::rule).orElse(rule);
    }

    /// The rules that every edit keeps the marks of.
    public List<LinkRule> kept() {
        return Stream.concat(Stream.of(rule), building.map(Building::rule).stream()).toList();
    }

    /// Whether contacts are linked by this attribute, or will be when the job is done.
    public boolean isBy(String attributeId) {
        return kept().stream().anyMatch(kept -> kept.isBy(attributeId));
    }

    /// Whether there are marks of this attribute that are still to be cleared away.
    public boolean clears(String attributeId) {
        return retiring.stream().anyMatch(gone -> gone.isBy(attributeId));
    }

    /// What an admin makes of it. A rule that has marks of its own is built by `job`, in place of what is being built; one that
    /// has none, and the one in force, hold at once.
    public Linking changed(Optional<String> attribute, Optional<String> region, JobId job) {
        var left = building.map(Building::rule).stream().toList();
        if (rule.says(attribute, region)) {
            return with(rule, Optional.empty(), left);
        }
        var next = rule.changed(attribute, region, version + 1);
        if (MarkKind.ownOf(next, List.of(rule)).isEmpty()) {
            return with(next, Optional.empty(), Stream.concat(left.stream(), Stream.of(rule)).toList());
        }
        return with(rule, Optional.of(new Building(next, job)), left);
    }

    /// What was being built is in force.
    public Linking switched() {
        return with(wanted(), Optional.empty(), List.of(rule));
    }

    /// The marks of these generations are gone.
    public Linking cleared(Set<Long> generations) {
        var left = retiring.stream().filter(gone -> !generations.contains(gone.generation())).toList();
        return new Linking(rule, building, left, version + 1);
    }

    /// The generations that are to be cleared away.
    public Set<Long> retired() {
        return retiring.stream().map(LinkRule::generation).collect(Collectors.toSet());
    }

    private Linking with(LinkRule rule, Optional<Building> building, List<LinkRule> gone) {
        var kept = new Linking(rule, building, List.of(), 0).kept();
        var left = new ArrayList<>(retiring);
        gone.stream().filter(each -> !MarkKind.ownOf(each, kept).isEmpty()).forEach(left::add);
        return new Linking(rule, building, left, version + 1);
    }
}
