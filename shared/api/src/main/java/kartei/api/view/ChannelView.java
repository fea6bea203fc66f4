package kartei.api.view;

import kartei.api.json.Json;
import kartei.domain.Medium;
import kartei.domain.channel.Channel;
import kartei.domain.workspace.Workspace;

/// A channel as it stands with what came over it: `{id, medium, name}`.
public final class ChannelView {
    private ChannelView() {}

    /// A channel that was made a moment after the workspace was read shows its id as its name.
    public static Json.Obj of(Workspace workspace, String channelId, Medium medium) {
        return Json.object()
                .put("id", channelId)
                .put("medium", medium.word())
                .put("name", workspace.channel(channelId).map(Channel::name).orElse(channelId));
    }
}
