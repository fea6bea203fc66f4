package kartei.function.inbox;

import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.storage.Channels;

/// The routes that Meta calls: no token; the workspace counts once the channel's secret has shown who calls.
final class HookAnswers {
    private final Channels channels;
    private final ChannelSecrets secrets;
    private final TakeHook take;

    HookAnswers(Channels channels, ChannelSecrets secrets, TakeHook take) {
        this.channels = channels;
        this.secrets = secrets;
        this.take = take;
    }

    /// The channel that a hook names, with its secrets, before anybody has shown anything.
    private record Named(WorkspaceId workspace, Channel channel, Channel.SealedSecrets secrets) {}

    private Optional<Named> named(HttpRequest request) {
        return WorkspaceId.of(request.path("workspace"))
                .flatMap(ws -> channels.find(ws, request.path("channelId"))
                        .flatMap(channel -> channel.secrets().map(sealed -> new Named(ws, channel, sealed))));
    }

    /// Meta's question whether this URL is ours: the challenge back for the right token, else 403.
    HttpResponse shakeHands(HttpRequest request) {
        var challenge = request.query("hub.challenge");
        var token = request.query("hub.verify_token").orElse("");
        var isOurs = request.query("hub.mode").filter("subscribe"::equals).isPresent()
                && named(request).filter(hook -> secrets.isVerifyToken(hook.workspace(), hook.secrets(), token))
                        .isPresent();
        return challenge.filter(given -> isOurs)
                .map(HttpResponse::plainText)
                .orElseThrow(
                        () -> new Rejected(new Rejection.Forbidden("the verify token is not that of the channel")));
    }

    HttpResponse take(HttpRequest request) {
        var body = request.rawBody();
        var signature = request.header("x-hub-signature-256").orElse("");
        var hook = named(request)
                .filter(found -> secrets.hasSigned(found.workspace(), found.secrets(), body, signature))
                .orElseThrow(
                        () -> new Rejected(new Rejection.Unauthenticated("the signature is not that of the channel")));
        var payload = MetaPayload.read(JsonReader.read(body), hook.channel(), request.now());
        if (payload.messages().size() > Limits.HOOK_EVENTS_MAX) {
            throw new Rejected(new Rejection.BodyTooLarge());
        }
        var counted = take.take(hook.workspace(), payload.messages(), request.now());
        return HttpResponse.of(200,
                Json.object()
                        .put("accepted", counted.accepted())
                        .put("duplicates", counted.duplicates())
                        .put("ignored", payload.ignored()));
    }
}
