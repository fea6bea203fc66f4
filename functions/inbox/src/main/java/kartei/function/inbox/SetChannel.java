package kartei.function.inbox;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.http.Precondition;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.storage.Backoff;
import kartei.storage.Channels;
import kartei.storage.ConditionFailed;
import kartei.storage.Secrets;
import kartei.storage.Together;

/// Makes a channel, or changes its name and secrets; its medium is for ever.
final class SetChannel {
    /// What its secrets are sealed for.
    static final String SECRET = "channel";

    private final Channels channels;
    private final Secrets secrets;
    private final Backoff backoff;

    SetChannel(Channels channels, Secrets secrets, Backoff backoff) {
        this.channels = channels;
        this.secrets = secrets;
        this.backoff = backoff;
    }

    /// A channel as it is after a request, and whether that made it.
    record Outcome(Channel channel, boolean made) {}

    /// `read` is what was read of the channel before.
    ///
    /// @throws Rejected `conflict` for another medium, `stale`, or `busy`
    Outcome set(WorkspaceId ws, String id, ChannelRequest wanted, Optional<Channel> read, Precondition precondition) {
        var before = read;
        var sealed = wanted.meta().map(meta -> sealed(ws, meta));
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            precondition.check(before.map(Channel::version).orElse(0L));
            var after = changed(id, wanted, before, sealed);
            if (before.filter(after::equals).isPresent() || written(ws, after)) {
                return new Outcome(after, before.isEmpty());
            }
            backoff.before(attempt);
            before = channels.find(ws, id);
        }
        throw Rejected.busy();
    }

    private static Channel changed(
            String id,
            ChannelRequest wanted,
            Optional<Channel> before,
            Optional<Channel.SealedSecrets> sealed) {
        before.filter(known -> known.medium() != wanted.medium()).ifPresent(known -> {
            throw Rejected.conflict("the channel is one of the medium " + known.medium().word());
        });
        var name = wanted.name().or(() -> before.map(Channel::name)).orElse(id);
        var secrets = wanted.dropsMeta() ? sealed : sealed.or(() -> before.flatMap(Channel::secrets));
        var unchanged = before.filter(known -> known.name().equals(name) && known.secrets().equals(secrets));
        return unchanged.orElseGet(
                () -> new Channel(id, wanted.medium(), name, secrets, before.map(Channel::version).orElse(0L) + 1));
    }

    private boolean written(WorkspaceId ws, Channel channel) {
        try {
            channels.write(ws, channel);
            return true;
        } catch (ConditionFailed writtenMeanwhile) {
            return false;
        }
    }

    private Channel.SealedSecrets sealed(WorkspaceId ws, ChannelRequest.Meta meta) {
        var sealed = Together.all(List.<Supplier<String>>of(() -> secrets.seal(ws, SECRET, meta.appSecret()),
                () -> secrets.seal(ws, SECRET, meta.verifyToken())));
        return new Channel.SealedSecrets(sealed.getFirst(), sealed.getLast());
    }
}
