package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import kartei.domain.Limits;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.rule.RuleKey;
import kartei.domain.workspace.Workspace;
import kartei.storage.Walks.Lane;

/// Where a walk over those whom a job may concern has got to: the cursor of one of the job's segments.
///
/// A walk goes through one shard of the queue, team after team; through one of the directory of contacts; or through the members
/// of groups, one after the other. `after` is the last entry seen there.
sealed interface Walk {
    String SEPARATOR = "|";

    /// A part of the queue; where it is at its end, the same shard of the next status, then of the next team.
    record OfQueue(Lane lane, String after) implements Walk {}

    /// A part of the queue of a team that is no more, which no other follows.
    record OfFormerTeam(Lane lane, String after) implements Walk {}

    record OfDirectory(int shard, String after) implements Walk {}

    record OfMembers(List<String> groups, String after) implements Walk {}

    /// As a cursor.
    default String text() {
        return switch (this) {
            case OfQueue(var lane, var after) -> "queue" + SEPARATOR + text(lane) + SEPARATOR + after;
            case OfFormerTeam(var lane, var after) -> "former" + SEPARATOR + text(lane) + SEPARATOR + after;
            case OfDirectory(var shard, var after) -> "directory" + SEPARATOR + shard + SEPARATOR + after;
            case OfMembers(var groups, var after) ->
                "members" + SEPARATOR + String.join(",", groups) + SEPARATOR + after;
        };
    }

    private static String text(Lane lane) {
        return lane.shard() + SEPARATOR + lane.team() + SEPARATOR + lane.status().name();
    }

    static Walk of(String cursor) {
        var parts = cursor.split("\\|", -1);
        return switch (parts[0]) {
            case "queue" -> new OfQueue(lane(parts), parts[4]);
            case "former" -> new OfFormerTeam(lane(parts), parts[4]);
            case "directory" -> new OfDirectory(Integer.parseInt(parts[1]), parts[2]);
            case "members" -> new OfMembers(Arrays.asList(parts[1].split(",", -1)), parts[2]);
            default -> throw new IllegalArgumentException("no walk begins with " + parts[0]);
        };
    }

    private static Lane lane(String[] parts) {
        return new Lane(parts[2], ConversationStatus.valueOf(parts[3]), Integer.parseInt(parts[1]));
    }

    /// Further along the same part.
    default Walk at(String next) {
        return switch (this) {
            case OfQueue(var lane, _) -> new OfQueue(lane, next);
            case OfFormerTeam(var lane, _) -> new OfFormerTeam(lane, next);
            case OfDirectory(var shard, _) -> new OfDirectory(shard, next);
            case OfMembers(var groups, _) -> new OfMembers(groups, next);
        };
    }

    /// What follows when this part is at its end.
    default Optional<Walk> following(Workspace workspace) {
        return switch (this) {
            case OfQueue(var lane, _) -> after(workspace, lane).map(next -> new OfQueue(next, ""));
            case OfFormerTeam(var lane, _) -> status(lane).map(next -> new OfFormerTeam(next, ""));
            case OfDirectory _ -> Optional.empty();
            case OfMembers(var groups, _) when groups.size() > 1 ->
                Optional.of(new OfMembers(groups.subList(1, groups.size()), ""));
            case OfMembers _ -> Optional.empty();
        };
    }

    private static Optional<Lane> status(Lane lane) {
        var next = switch (lane.status()) {
            case NEW -> Optional.of(ConversationStatus.PENDING);
            case PENDING -> Optional.of(ConversationStatus.RESOLVED);
            case RESOLVED -> Optional.<ConversationStatus>empty();
        };
        return next.map(status -> new Lane(lane.team(), status, lane.shard()));
    }

    private static Optional<Lane> after(Workspace workspace, Lane lane) {
        return status(lane).filter(next -> next.status().isOpen())
                .or(() -> teams(workspace).stream()
                        .filter(team -> RuleKey.folded(team).compareTo(RuleKey.folded(lane.team())) > 0)
                        .findFirst()
                        .map(team -> new Lane(team, ConversationStatus.NEW, lane.shard())));
    }

    /// In the order in which they are walked, whatever is made or deleted meanwhile.
    private static List<String> teams(Workspace workspace) {
        return workspace.rules()
                .teamKeys()
                .stream()
                .sorted((one, other) -> RuleKey.folded(one).compareTo(RuleKey.folded(other)))
                .toList();
    }

    /// All that is open, a walk for each shard.
    static List<Walk> open(Workspace workspace) {
        var first = teams(workspace).getFirst();
        return IntStream.range(0, Limits.QUEUE_SHARDS)
                .<Walk>mapToObj(shard -> new OfQueue(new Lane(first, ConversationStatus.NEW, shard), ""))
                .toList();
    }

    /// All that stands with a team that is no more.
    static List<Walk> former(String team) {
        return IntStream.range(0, Limits.QUEUE_SHARDS)
                .<Walk>mapToObj(shard -> new OfFormerTeam(new Lane(team, ConversationStatus.NEW, shard), ""))
                .toList();
    }

    /// All contacts, and all that are members of these groups.
    static List<Walk> contacts(List<String> groups) {
        var walks = new ArrayList<Walk>();
        IntStream.range(0, Limits.DIRECTORY_SHARDS).forEach(shard -> walks.add(new OfDirectory(shard, "")));
        var segments = Math.min(groups.size(), Limits.RESCORE_GROUP_SEGMENTS_MAX);
        for (int segment = 0; segment < segments; segment++) {
            var first = segment;
            var share = IntStream.range(0, groups.size()).filter(i -> i % segments == first).mapToObj(groups::get);
            walks.add(new OfMembers(share.toList(), ""));
        }
        return walks;
    }
}
