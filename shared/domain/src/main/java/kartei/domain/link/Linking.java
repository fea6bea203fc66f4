package kartei.domain.link;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rule by which contacts are linked, the one that a job is building beside it, and the kinds of marks of earlier rules
/// that are still to be cleared away. `version` counts the changes.
public record Linking(
        LinkRule rule,
        Optional<LinkRule> next,
        Optional<String> job,
        List<String> retiring,
        long version) {
    public static final Linking NONE = new Linking(LinkRule.NONE, Optional.empty(), Optional.empty(), List.of(), 0);

    public Linking {
        retiring = List.copyOf(retiring);
    }

    /// What the admin has last asked for.
    public LinkRule wanted() {
        return next.orElse(rule);
    }

    /// The rules that every edit keeps the marks of.
    public List<LinkRule> kept() {
        return Stream.concat(Stream.of(rule), next.stream()).toList();
    }

    /// Begins to build `next`, in place of what was being built.
    public Linking building(LinkRule next, String job) {
        var left = this.next.map(given -> MarkKind.ownOf(given).stream()).orElseGet(Stream::empty);
        var stays = MarkKind.ownOf(rule);
        return new Linking(rule, Optional.of(next), Optional.of(job),
                joined(left.filter(kind -> !stays.contains(kind)).toList()), version + 1);
    }

    /// What was being built is in force, and what was in force is cleared away.
    public Linking switched() {
        var now = next.orElseThrow();
        var stays = MarkKind.ownOf(now);
        var left = MarkKind.ownOf(rule).stream().filter(kind -> !stays.contains(kind)).toList();
        return new Linking(now, Optional.empty(), job, joined(left), version + 1);
    }

    /// Nothing is left to do.
    public Linking cleared() {
        return new Linking(rule, next, Optional.empty(), List.of(), version + 1);
    }

    private List<String> joined(Collection<String> kinds) {
        return Stream.concat(retiring.stream(), kinds.stream()).distinct().toList();
    }
}
