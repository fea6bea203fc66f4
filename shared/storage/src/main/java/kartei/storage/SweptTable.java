package kartei.storage;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.domain.job.JobKind;

/// All items of a table, in memory, asked by key and kind.
final class SweptTable {
    private final Map<Key, Item> items;

    SweptTable(List<Item> items) {
        this.items = items.stream().collect(Collectors.toMap(Item::key, Function.identity()));
    }

    boolean has(Key key) {
        return items.containsKey(key);
    }

    Optional<Item> find(Key key) {
        return Optional.ofNullable(items.get(key));
    }

    <T> Optional<T> find(Key key, ItemCodec<T> codec) {
        return find(key).map(codec::read);
    }

    /// All items of a kind, each with its workspace.
    void each(Keys.Kind kind, BiConsumer<WorkspaceId, Item> action) {
        of(kind).forEach(item -> action.accept(Keys.workspaceOf(item.key()), item));
    }

    Stream<Item> of(Keys.Kind kind) {
        return items.values().stream().filter(item -> Keys.Kind.of(item.key()).filter(kind::equals).isPresent());
    }

    /// The definitions of a workspace as they are stored.
    List<AttributeDefinition> definitions(WorkspaceId ws) {
        var codec = new AttributeDefinitionCodec();
        return of(Keys.Kind.DEFINITION).filter(item -> Keys.workspaceOf(item.key()).equals(ws))
                .map(codec::read)
                .toList();
    }

    /// The values of a workspace that are on their way out.
    List<Clearing> clearings(WorkspaceId ws) {
        var codec = new ClearingCodec();
        return of(Keys.Kind.CLEARING).filter(item -> Keys.workspaceOf(item.key()).equals(ws)).map(codec::read).toList();
    }

    /// The jobs of a kind that have not ended.
    Stream<Job> jobs(WorkspaceId ws, JobKind kind) {
        var codec = new JobCodec();
        return of(Keys.Kind.JOB).filter(item -> Keys.workspaceOf(item.key()).equals(ws))
                .map(codec::read)
                .filter(job -> job.isActive() && job.id().kind() == kind);
    }

    /// The type of the attribute with this id, also of one whose values are on their way out; nothing when it is gone.
    Optional<AttributeType> typeOf(WorkspaceId ws, String definitionId) {
        return attributes(ws).withId(definitionId)
                .map(AttributeDefinition::type)
                .or(() -> clearings(ws).stream()
                        .filter(clearing -> clearing.definitionId().equals(definitionId))
                        .map(Clearing::type)
                        .findFirst());
    }

    /// All attributes of a workspace.
    Attributes attributes(WorkspaceId ws) {
        var order = find(Keys.order(ws));
        return Attributes.of(order.map(item -> item.number(Workspaces.STAMP)).orElse(0L),
                order.map(item -> item.texts(Workspaces.ORDERED_KEYS)).orElse(List.of()), definitions(ws));
    }
}
