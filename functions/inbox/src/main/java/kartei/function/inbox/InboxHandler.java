package kartei.function.inbox;

import java.util.List;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Role;
import kartei.domain.Scope;
import kartei.storage.AttachmentIndex;
import kartei.storage.Attachments;
import kartei.storage.Channels;
import kartei.storage.Conversations;
import kartei.storage.Intake;
import kartei.storage.Marking;
import kartei.storage.Messages;
import kartei.storage.Queue;

/// HTTP entry point: messages in, channels and their webhooks, conversations and the queue.
public final class InboxHandler extends HttpFunction {
    public InboxHandler() {
        this(World.real());
    }

    public InboxHandler(World world) {
        var ground = Ground.of(world);
        var table = ground.table();
        var intake = new Intake(table, ground.keys());
        var messages = new Messages(table);
        var attachments = new Attachments(world::s3, world::presigner,
                world.environment().require("ATTACHMENTS_BUCKET"));
        var uploads = new Uploads(attachments, messages, intake);
        var take = new TakeMessage(intake, new Marking(ground.table(), ground.keys()), uploads, ground.idempotency(),
                ground.workspaces(), world.ids()::next, world::backOff);
        var channels = new Channels(table);
        var conversations = new Conversations(table);
        var reply = new Reply(conversations, uploads, new AttachmentIndex(table, ground.keys()), ground.idempotency(),
                world.ids()::next, world::backOff);
        var status = new ChangeStatus(conversations, world::backOff);
        super(ground.edge(), routes(new MessageAnswers(take, world.ids()::next),
                new ChannelAnswers(channels, new SetChannel(channels, ground.secrets(), world::backOff)),
                new HookAnswers(channels, new ChannelSecrets(ground.secrets()),
                        new TakeHook(take, ground.workspaces())),
                new QueueAnswers(new Queue(table), ground.workspaces()),
                new ConversationAnswers(conversations, messages, attachments, reply, status,
                        new ChangeTopics(conversations, world::backOff),
                        new ChangeTeam(conversations, ground.workspaces(), world::backOff), world.ids()::next)));
    }

    private static List<Route> routes(
            MessageAnswers messages,
            ChannelAnswers channels,
            HookAnswers hooks,
            QueueAnswers queue,
            ConversationAnswers conversations) {
        var admin = Access.inEveryPlan(Role.ADMIN);
        var people = Access.inEveryPlan(Role.ADMIN, Role.AGENT);
        return List.of(
                Route.readingFirst("POST", "/v1/messages", Access.connector(Scope.MESSAGES_WRITE), messages::take),
                Route.get("/v1/channels", admin, channels::list),
                Route.readingFirst("PUT", "/v1/channels/{id}", admin, channels::set),
                Route.get("/hooks/{workspace}/{channelId}/meta", Access.withoutToken(), hooks::shakeHands),
                Route.post("/hooks/{workspace}/{channelId}/meta", Access.withoutToken(), hooks::take),
                Route.get("/v1/conversations", people, queue::list),
                Route.get("/v1/conversations/{id}", people, conversations::read),
                Route.get("/v1/conversations/{id}/why", people, conversations::why),
                Route.get("/v1/conversations/{id}/messages", people, conversations::messages),
                Route.readingFirst("POST", "/v1/conversations/{id}/messages", people, conversations::reply),
                Route.readingFirst("PUT", "/v1/conversations/{id}/status", people, conversations::changeStatus),
                Route.readingFirst("PUT", "/v1/conversations/{id}/topics", people, conversations::changeTopics),
                Route.readingFirst("PUT", "/v1/conversations/{id}/team", people, conversations::changeTeam));
    }
}
