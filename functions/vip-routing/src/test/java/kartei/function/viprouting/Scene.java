package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.domain.Plan;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;
import kartei.domain.workspace.Workspace;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.ConversationStatus;
import kartei.domain.conversation.LiveContact;
import kartei.domain.conversation.Placement;
import kartei.domain.conversation.Standing;
import kartei.domain.rule.Team;
import kartei.storage.ConditionFailed;
import kartei.storage.ContactLists;
import kartei.storage.Action;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Rescoring;
import kartei.storage.Definitions;
import kartei.storage.Jobs;
import kartei.storage.Keys;
import kartei.storage.Marking;
import kartei.storage.Queue;
import kartei.storage.Secrets;
import kartei.storage.Standings;
import kartei.storage.Table;
import kartei.storage.Usage;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.JobRun;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.StillClock;
import kartei.testkit.TableStream;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// A workspace as the other functions leave it, the stream of its table, and the function that reads it: every call of it
/// watched, compared with its rights, and breakable.
final class Scene implements AutoCloseable {
    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Inbox inbox;
    final Faults faults;
    final Meter meter;

    private final TestTable table;
    private final TableStream stream;
    private final Table seen;
    private final Marking marking;
    private final Contacts contacts;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final VipRoutingHandler handler;

    Scene(TestTable table) {
        this.table = table;
        this.stream = new TableStream(table);
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.seen = new Table(table.dynamo(), table.name(), _ -> {});
        this.marking = new Marking(seen,
                new WorkspaceKeys(seen, new Secrets(table.stack().kms(), table.stack().dataKey())));
        this.contacts = new Contacts(seen, new Usage(seen, _ -> 0), marking, new Ids(clock)::next, _ -> {});
        this.inbox = new Inbox(table, seen, clock);
        this.handler = anotherCopy();
    }

    /// Another copy of the function, cold.
    VipRoutingHandler anotherCopy() {
        return new VipRoutingHandler(world("VipRoutingFunction", Environment.of(Map.copyOf(variables()))));
    }

    /// The same without anything that watches it: for many calls.
    VipRoutingHandler plainCopy() {
        var environment = Environment.of(Map.copyOf(variables()));
        return new VipRoutingHandler(new World(environment, Clients.of(environment), clock, new Ids(clock), _ -> {}));
    }

    private World world(String function, Environment environment) {
        var guard = new RightsGuard(Project.template(table), function);
        guards.add(guard);
        var clients = Clients.of(environment, () -> faults, List.of(guard, meter));
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    /// The routes of groups, rules and teams, as an admin calls them.
    FunctionCalls admin() {
        return FunctionCalls.of(adminFunction()).as("admin", Inbox.WS.value());
    }

    RoutingAdminHandler adminFunction() {
        return new RoutingAdminHandler(world("RoutingAdminFunction", Environment.of(table.variables())));
    }

    Answer send(String method, String target, String body) {
        return admin().call(method, target, body);
    }

    /// An answer that says that it was done.
    Answer done(String method, String target, String body) {
        var answer = send(method, target, body);
        assertThat(answer.status()).as(target + " " + answer.body()).isLessThan(300);
        return answer;
    }

    /// What carries the jobs that put things right.
    JobRun jobs() {
        return new JobRun(table, slices(), Set.of("rescore", "reconcile", "group-preview"), clock::moveTo);
    }

    RoutingSlicesHandler slices() {
        return new RoutingSlicesHandler(world("RoutingSlicesFunction", Environment.of(Map.copyOf(variables()))));
    }

    /// An agent gives a conversation to a team.
    void give(ConversationId id, String key) {
        var team = workspace().rules().team(key).orElseThrow();
        var before = conversation(id);
        var after = before.given(Placement.given(workspace(), contact(id.contact()).contact(), before, key));
        try {
            new Conversations(seen).give(Inbox.WS, before, after, team);
        } catch (ConditionFailed others) {
            throw new AssertionError(others);
        }
    }

    /// Looks at a contact as the stream does.
    void look(ContactId contact) {
        new RouteContact(new Workspaces(seen), new Standings(seen), _ -> {}).route(new Keys.Owner(Inbox.WS, contact));
    }

    /// Other executions take up the jobs whose own was lost.
    void takeUp() {
        new Jobs(seen).active(50).forEach(active -> new Jobs(seen).call(Inbox.WS, active.job(), clock.instant()));
        jobs().run();
    }

    /// What a schedule does every day.
    String day() {
        var daily = new ReconcileDailyHandler(world("ReconcileDailyFunction", Environment.of(Map.copyOf(variables()))));
        return daily.handleRequest(new ScheduledEvent(), new TestContext("day"));
    }

    /// Only what `template.yaml` gives the function.
    private Map<String, String> variables() {
        var variables = new TreeMap<>(table.variables());
        variables.keySet().removeIf(name -> !name.startsWith("AWS_") && !name.equals("TABLE_NAME"));
        return variables;
    }

    // ---- what others do ----

    void vip(ContactId contact, boolean vip) {
        try {
            contacts.edit(new Workspaces(seen).open(Inbox.WS), contact(contact), Authorship.ofNobody(clock.instant()),
                    current -> current.vip() == vip ? current : current.withVip(vip, current.version() + 1));
        } catch (ConditionFailed aboutAttributes) {
            throw new AssertionError(aboutAttributes);
        }
    }

    /// The admin turns VIP on or off.
    void vipOn(boolean on) {
        switched("vip", on);
    }

    /// The admin turns an attribute on or off.
    void switched(String key, boolean on) {
        var workspace = workspace();
        var before = workspace.attributes().find(key).orElseThrow();
        var after = before.withEnabled(on).withVersion(before.version() + 1);
        var job = Rescoring.job(new Rescoring.Reach.Open(), new Ids(clock).next(), clock.instant());
        var with = before.isVip() ? Rescoring.started(workspace, job) : List.<Action>of();
        assertThat(new Definitions(seen).change(Inbox.WS, before, after, Optional.empty(), with))
                .isEqualTo(Definitions.Outcome.DONE);
    }

    Workspace workspace() {
        return new Workspaces(seen).open(Inbox.WS);
    }

    /// An agent fills in a value; an empty one clears it.
    void value(ContactId contact, String attribute, String text) {
        try {
            contacts.edit(workspace(), contact(contact), Authorship.ofNobody(clock.instant()), current -> {
                var id = workspace().attributes().find(attribute).orElseThrow().id();
                var version = current.version() + 1;
                var before = current.valuesOf(id);
                var after = text.isEmpty() ? before.without(Source.AGENT, version)
                        : before.with(Source.AGENT, new StoredValue(text, clock.instant(), Optional.empty()), version);
                return current.withValues(Map.of(id, after), version);
            });
        } catch (ConditionFailed aboutAttributes) {
            throw new AssertionError(aboutAttributes);
        }
    }

    void plan(Plan plan) {
        var workspaces = new Workspaces(seen);
        assertThat(workspaces.change(workspaces.open(Inbox.WS), "Acme", plan, Optional.empty())).isPresent();
    }

    // ---- the stream ----

    /// What has happened since the last call: the records that the mapping's filter lets through.
    List<DynamodbStreamRecord> happened(int atLeast) {
        return stream.next(atLeast).stream().filter(Scene::isHeard).toList();
    }

    private static boolean isHeard(DynamodbStreamRecord record) {
        var sk = key(record, "SK");
        return key(record, "PK").startsWith("CON#") && (sk.startsWith("C#") || sk.equals("C~"));
    }

    private static String key(DynamodbStreamRecord record, String name) {
        return Optional.ofNullable(record.getDynamodb().getKeys().get(name)).orElseThrow().getS();
    }

    /// Delivers a batch; the sequence number at which the function stopped, if it did.
    Optional<String> deliver(List<DynamodbStreamRecord> batch) {
        return deliver(handler, batch);
    }

    static Optional<String> deliver(VipRoutingHandler handler, List<DynamodbStreamRecord> batch) {
        var event = new DynamodbEvent();
        event.setRecords(batch);
        return handler.handleRequest(event, new TestContext("invocation"))
                .getBatchItemFailures()
                .stream()
                .map(BatchItemFailure::getItemIdentifier)
                .findFirst();
    }

    /// Delivers what happened, and what that makes happen, until nothing more does; how many batches that took.
    int settle() {
        var batches = 0;
        for (var batch = happened(0); !batch.isEmpty(); batch = happened(0)) {
            assertThat(deliver(batch)).isEmpty();
            batches++;
        }
        return batches;
    }

    // ---- what is then so ----

    LiveContact contact(ContactId id) {
        return contacts.find(Inbox.WS, id).orElseThrow();
    }

    Conversation conversation(ConversationId id) {
        return inbox.conversation(id);
    }

    /// Where a conversation of the contact stands as long as nobody has made rules.
    Standing standing(int score, ContactId contact) {
        return new Standing(score, Team.EVERYONE.key(), Optional.empty(), contact(contact).contact().version(), 0);
    }

    /// The queue as an agent sees it.
    List<ConversationId> queue() {
        var wanted = new Queue.Wanted(Inbox.WS, List.of(Team.EVERYONE.key()), ConversationStatus.NEW, 50,
                Optional.empty());
        return new Queue(seen).page(wanted, _ -> true).items().stream().map(Conversation::id).toList();
    }

    /// The queue of all teams.
    List<ConversationId> queueOfAll() {
        var wanted = new Queue.Wanted(Inbox.WS, workspace().rules().teamKeys(), ConversationStatus.NEW, 50,
                Optional.empty());
        return new Queue(seen).page(wanted, _ -> true).items().stream().map(Conversation::id).toList();
    }

    /// The table, every call to it metered.
    Table watched() {
        var environment = Environment.of(table.variables());
        return new Table(Clients.of(environment, () -> faults, List.of(meter)).dynamo(), table.name(), _ -> {});
    }

    /// The VIP contacts, newest activity first.
    List<ContactId> vips() {
        return members("vip");
    }

    /// The members of a contact group, newest activity first.
    List<ContactId> members(String group) {
        var filter = new ContactLists.Filter(Optional.empty(), Optional.of(group), Optional.empty());
        return new ContactLists(seen, marking).page(Inbox.WS, this::workspace, filter, Optional.empty(), 50)
                .items()
                .stream()
                .map(LiveContact::id)
                .toList();
    }

    /// What the stream makes, as it lies in the table: places in the queue and among the VIPs, and what is shown there.
    Map<String, Map<String, String>> projection() {
        var projection = new TreeMap<String, Map<String, String>>();
        var shown = List.of("QuePK", "QueSK", "WrkPK", "WrkSK", "score", "team", "vip", "groups", "given");
        for (var item : table.items()) {
            var sk = text(item, "SK");
            if (sk.startsWith("C#") || sk.startsWith("G#")) {
                var fields = new TreeMap<String, String>();
                shown.stream().filter(item::containsKey).forEach(name -> fields.put(name, text(item, name)));
                projection.put(text(item, "PK") + " " + sk, fields);
            }
        }
        return projection;
    }

    /// Where a contact stands in each of its groups.
    List<String> places(ContactId contact) {
        return projection().entrySet()
                .stream()
                .filter(item -> item.getKey().contains(contact.value() + " G#"))
                .flatMap(item -> Optional.ofNullable(item.getValue().get("WrkSK")).stream())
                .toList();
    }

    /// Where a contact should stand in its groups.
    String placeByLastMessage(LiveContact live) {
        return live.activity().lastMessageAt().toString().replaceFirst("Z$", ".000Z#") + live.id().value();
    }

    static String text(Map<String, AttributeValue> item, String field) {
        return Optional.ofNullable(item.get(field)).map(value -> switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            default -> value.toString();
        }).orElseThrow();
    }

    TestTable table() {
        return table;
    }

    /// What every test ends with: the function did nothing that its policy does not allow.
    @Override
    public void close() {
        stream.close();
        assertThat(guards).allSatisfy(guard -> assertThat(guard.refusals()).isEmpty());
    }
}
