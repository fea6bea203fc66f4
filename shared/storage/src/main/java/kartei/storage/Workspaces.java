package kartei.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import kartei.domain.Limits;
import kartei.domain.Plan;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.Attributes;
import kartei.domain.channel.Channel;
import kartei.domain.job.Job;
import kartei.domain.rule.Rules;
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

    /// What this function knew of the workspace when it last opened it: a guess, for whoever checks it against what is so now.
    public Optional<Workspace> known(WorkspaceId ws) {
        return Optional.ofNullable(held.get(ws));
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
        var opened = new Workspace(ws, settings, attributes(ws, order, known), channels(ws, settings, known),
                rules(ws, settings, known));
        if (held.size() >= Limits.WORKSPACES_CACHED_MAX) {
            held.clear();
        }
        held.put(ws, opened);
        return opened;
    }

    /// The workspace after the caller's own change of one definition. Where nobody else changed one since `before`, the
    /// definitions are not read again.
    public Workspace reopen(Workspace before, AttributeDefinition changed) {
        var ws = before.id();
        var items = table.getAll(keys(ws));
        Optional.ofNullable(items.get(Keys.order(ws)))
                .filter(order -> order.number(STAMP) == before.attributes().stamp() + 1)
                .ifPresent(order -> held.put(ws, with(before, order, changed)));
        return open(ws, items);
    }

    /// The workspace after the caller's own new order, which nobody was in the way of.
    public Workspace reordered(Workspace before, List<AttributeKey> keys) {
        var attributes = Attributes.of(before.attributes().stamp() + 1, keys.stream().map(AttributeKey::value).toList(),
                before.attributes().inOrder());
        var after = new Workspace(before.id(), before.settings(), attributes, before.channels(), before.allRules());
        held.put(before.id(), after);
        return after;
    }

    /// Changes what an admin says of the workspace; nothing when it was changed since `before`.
    ///
    /// `rescoring` is the job that follows where the plan has a say in what counts for conversations.
    public Optional<Workspace> change(Workspace before, String name, Plan plan, Optional<Job> rescoring) {
        var change = Change.at(Keys.settings(before.id()))
                .text(WorkspaceSettingsCodec.NAME, name)
                .text(WorkspaceSettingsCodec.PLAN, plan.name())
                .number(Fields.VERSION, before.settings().version() + 1)
                .onlyIf(Condition.atVersion(before.settings().version()));
        try {
            table.write(rescoring.map(job -> Rescoring.started(before.id(), change, job))
                    .orElseGet(() -> List.of(change.action())));
        } catch (ConditionFailed overtaken) {
            return Optional.empty();
        }
        if (rescoring.isPresent()) {
            return Optional.of(open(before.id()));
        }
        var old = before.settings();
        var settings = new WorkspaceSettings(name, plan, old.channelsStamp(), old.rulesStamp(), old.rulesJob(),
                old.linking(), old.version() + 1);
        return Optional
                .of(new Workspace(before.id(), settings, before.attributes(), before.channels(), before.allRules()));
    }

    private static Workspace with(Workspace before, Item order, AttributeDefinition changed) {
        var definitions = Stream.concat(before.attributes().inOrder().stream(), Stream.of(changed)).toList();
        return new Workspace(before.id(), before.settings(),
                Attributes.of(order.number(STAMP), order.texts(ORDERED_KEYS), definitions), before.channels(),
                before.allRules());
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

    private Rules rules(WorkspaceId ws, WorkspaceSettings settings, Optional<Workspace> known) {
        return known.map(Workspace::allRules)
                .filter(rules -> rules.stamp() == settings.rulesStamp())
                .orElseGet(() -> settings.rulesStamp() == 0 ? Rules.AT_START
                        : new StoredRules(prefix -> all(Keys.workspace(ws), prefix)).read(settings.rulesStamp()));
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
