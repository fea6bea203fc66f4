package kartei.local.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;

/// `./kartei demo`: fills a running system with a small lively workspace, over its API as a connector, an admin and an agent.
/// What it says is in `demo.json`. Run again it makes nothing twice: the messages have ids of their own.
final class FillDemo {
    private final RunningSystem system;
    private final String connector;
    private final String admin;
    private final String agent;
    private final Instant now;
    private final Set<String> channels = new HashSet<>();
    private int people;

    private FillDemo(RunningSystem system, String workspace) {
        this.system = system;
        this.connector = system.token(caller(workspace, "connector", "Demo").put("scope", "messages:write"));
        this.admin = system.token(caller(workspace, "admin", "Grace"));
        this.agent = system.token(caller(workspace, "agent", "Ada"));
        this.now = Instant
                .parse(RunningSystem.text(system.call("GET", "/local/health", Optional.empty(), Json.object()), "now"));
    }

    /// What there is now, in a line.
    static String run(List<String> words) {
        var given = Arguments.of(words, Set.of("--workspace", "--port"), Set.of());
        var workspace = given.value("--workspace").orElse("demo");
        try (var system = new RunningSystem(given.port())) {
            var demo = new FillDemo(system, workspace);
            demo.fill(story());
            return "the workspace %s has %d contacts on %d channels; look at its queue with%n%n    %s"
                    .formatted(workspace, demo.people, demo.channels.size(), demo.look(workspace, given.port()));
        }
    }

    private static Json.Obj story() {
        try (var file = FillDemo.class.getResourceAsStream("demo.json")) {
            return (Json.Obj) JsonReader.read(Optional.ofNullable(file).orElseThrow().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Json.Obj caller(String workspace, String role, String name) {
        return Json.object().put("workspace", workspace).put("role", role).put("name", name).put("sub", "demo-" + role);
    }

    private String look(String workspace, int port) {
        return "curl -H \"Authorization: Bearer $(./kartei token --role agent --workspace %s --port %d)\" %s"
                .formatted(workspace, port, system.url().resolve("/v1/conversations"));
    }

    private void fill(Json.Obj story) {
        objects(story, "attributes").forEach(attribute -> system.make("/v1/attributes", admin, attribute));
        objects(story, "people").forEach(this::person);
    }

    private void person(Json.Obj person) {
        var sender = object(person, "sender").orElseThrow();
        var channel = object(person, "channel").orElseThrow();
        channels.add(RunningSystem.text(channel, "id"));
        people++;
        var isNew = false;
        var contact = "";
        var conversation = "";
        for (var message : objects(person, "messages")) {
            var answer = system.call("POST", "/v1/messages", Optional.of(connector),
                    Json.object().put("channel", channel).put("sender", sender).put("message", sent(sender, message)));
            isNew |= !answer.members().containsKey("duplicate");
            contact = RunningSystem.text(answer, "contactId");
            conversation = RunningSystem.text(answer, "conversationId");
        }
        edited(person, "/v1/contacts/" + contact);
        if (isNew) {
            answered(person, "/v1/conversations/" + conversation);
        }
    }

    private Json.Obj sent(Json.Obj sender, Json.Obj message) {
        var minutes = ((Json.Num) Optional.ofNullable(message.members().get("minutesAgo")).orElseThrow()).value()
                .longValueExact();
        var sent = Json.object();
        message.members().forEach((name, value) -> {
            if (!name.equals("minutesAgo")) {
                sent.put(name, value);
            }
        });
        return sent.put("id", "demo-" + RunningSystem.text(sender, "id") + "-" + minutes)
                .put("sentAt", now.minus(Duration.ofMinutes(minutes)));
    }

    private void edited(Json.Obj person, String contact) {
        object(person, "values").ifPresent(values -> system.call("PATCH", contact + "/attributes", Optional.of(agent),
                Json.object().put("values", values)));
        if (person.members().containsKey("vip")) {
            system.call("PUT", contact + "/vip", Optional.of(agent), Json.object().put("vip", true));
        }
    }

    private void answered(Json.Obj person, String conversation) {
        var reply = RunningSystem.text(person, "reply");
        if (!reply.isEmpty()) {
            system.call("POST", conversation + "/messages", Optional.of(agent), Json.object().put("text", reply));
        }
        var status = RunningSystem.text(person, "status");
        if (!status.isEmpty()) {
            system.call("PUT", conversation + "/status", Optional.of(agent), Json.object().put("status", status));
        }
    }

    private static Optional<Json.Obj> object(Json.Obj from, String member) {
        return Optional.ofNullable(from.members().get(member)).map(Json.Obj.class::cast);
    }

    private static List<Json.Obj> objects(Json.Obj from, String member) {
        return ((Json.Array) Optional.ofNullable(from.members().get(member)).orElseThrow()).elements()
                .stream()
                .map(Json.Obj.class::cast)
                .toList();
    }
}
