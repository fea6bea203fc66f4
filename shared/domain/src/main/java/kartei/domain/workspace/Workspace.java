package kartei.domain.workspace;

import java.util.Map;
import java.util.Optional;

import kartei.domain.Feature;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Attributes;
import kartei.domain.channel.Channel;
import kartei.domain.link.LinkRule;

/// Everything that a request needs to know of its workspace, true at the moment the request began.
public record Workspace(
        WorkspaceId id,
        WorkspaceSettings settings,
        Attributes attributes,
        Map<String, Channel> channels) {
    public Workspace {
        channels = Map.copyOf(channels);
    }

    public boolean has(Feature feature) {
        return settings.plan().has(feature);
    }

    /// Whether VIP counts here: the plan has it and the admin has it on (S32, S42).
    public boolean vipOn() {
        return has(Feature.VIP) && attributes.vipEnabled();
    }

    /// By which rule contacts are linked, besides their networks' own user ids (S26–S31).
    public LinkRule linkRule() {
        return settings.linking().rule();
    }

    public Optional<Channel> channel(String channelId) {
        return Optional.ofNullable(channels.get(channelId));
    }
}
