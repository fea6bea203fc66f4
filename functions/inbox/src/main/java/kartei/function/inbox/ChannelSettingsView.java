package kartei.function.inbox;

import kartei.api.json.Json;
import kartei.domain.channel.Channel;

/// A channel as an admin sees it. Its secrets are never shown, only whether there are any.
final class ChannelSettingsView {
    private ChannelSettingsView() {}

    static Json of(Channel channel) {
        var shown = Json.object()
                .put("id", channel.id())
                .put("medium", channel.medium().word())
                .put("name", channel.name());
        if (channel.secrets().isPresent()) {
            shown.put("meta", Json.object().put("configured", true));
        }
        return shown.put("version", channel.version());
    }
}
