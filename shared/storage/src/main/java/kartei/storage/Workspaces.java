package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.Attributes;
import kartei.domain.channel.Channel;
import kartei.domain.workspace.Workspace;
import kartei.domain.workspace.WorkspaceSettings;

/// Opens a workspace for a request: one consistent read of its settings and stamps; attributes and channels come from memory
/// while their stamps say that they are still true.
public final class Workspaces {
    static final String STAMP = "stamp";
    static final String ORDERED_KEYS = "keys";

    private final Table table;
    private final AttributeDefinitionCodec definitionCodec = new AttributeDefinitionCodec();
    private final ChannelCodec channelCodec = new ChannelCodec();
    private final ConcurrentMap<WorkspaceId, Workspace> held = new ConcurrentHashMap<>();

    public Workspaces(Table table) {
        this.table = table;
    }

    /// The workspace as it is now. The stamps are read before what they stand for: what is read after them may be newer than
    /// its stamp, never older, and is then only read once more.
    public Workspace open(WorkspaceId ws) {
        var items = table.getAll(keys(ws));
        return open(ws, items);
    }

    /// The keys of what `open` needs, for a caller that reads other items in the same call.
    public List<Key> keys(WorkspaceId ws) {
        return List.of(Keys.settings(ws), Keys.order(ws));
    }

    /// The workspace by the items of `keys`, which were read just now.
    public Workspace open(WorkspaceId ws, Map<Key, Item> items) {
        var settings = WorkspaceSettingsCodec.decode(ws, Optional.ofNullable(items.get(Keys.settings(ws))));
        var order = Optional.ofNullable(items.get(Keys.order(ws)));
        var known = Optional.ofNullable(held.get(ws));
        var opened = new Workspace(ws, settings, attributes(ws, order, known), channels(ws, settings, known));
        if (held.size() >= Limits.WORKSPACES_CACHED_MAX) {
            held.clear();
        }
        held.put(ws, opened);
        return opened;
    }

    private Attributes attributes(WorkspaceId ws, Optional<Item> order, Optional<Workspace> known) {
        long stamp = order.map(item -> item.number(STAMP)).orElse(0L);
        return known.map(Workspace::attributes)
                .filter(attributes -> attributes.stamp() == stamp)
                .orElseGet(() -> stamp == 0 ? Attributes.of(0, List.of(), List.of())
                        : Attributes.of(stamp, order.orElseThrow().texts(ORDERED_KEYS), definitions(ws)));
    }

    private List<AttributeDefinition> definitions(WorkspaceId ws) {
        return all(Keys.definitions(ws), Keys.DEFINITION).stream().map(definitionCodec::read).toList();
    }

    private Map<String, Channel> channels(WorkspaceId ws, WorkspaceSettings settings, Optional<Workspace> known) {
        return known.filter(workspace -> workspace.settings().channelsStamp() == settings.channelsStamp())
                .map(Workspace::channels)
                .orElseGet(() -> settings.channelsStamp() == 0 ? Map.of() : channels(ws));
    }

    private Map<String, Channel> channels(WorkspaceId ws) {
        return all(Keys.workspace(ws), Keys.CHANNEL).stream()
                .map(channelCodec::read)
                .collect(Collectors.toMap(Channel::id, Function.identity()));
    }

    private List<Item> all(String pk, String prefix) {
        var items = new ArrayList<Item>();
        List<Item> page;
        Range range = new Range.Prefix(prefix);
        do {
            page = table.query(pk, range, true, Limits.QUERY_PAGE_ITEMS_MAX);
            items.addAll(page);
            if (!page.isEmpty()) {
                range = new Range.Between(page.getLast().key().sk() + '\0', prefix + Character.MAX_VALUE);
            }
        } while (page.size() == Limits.QUERY_PAGE_ITEMS_MAX);
        return items;
    }
}
