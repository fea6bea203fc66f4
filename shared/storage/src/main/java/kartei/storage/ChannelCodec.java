package kartei.storage;

import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;

/// `CH#…`: a channel, its secrets sealed.
final class ChannelCodec implements ItemCodec<Channel> {
    @Override
    public Item encode(WorkspaceId ws, Channel channel) {
        return Item.at(Keys.channel(ws, channel.id()))
                .text("id", channel.id())
                .text("medium", channel.medium().name())
                .text("name", channel.name())
                .text("appSecret", channel.secrets().map(Channel.SealedSecrets::appSecret))
                .text("verifyToken", channel.secrets().map(Channel.SealedSecrets::verifyToken))
                .number(Fields.VERSION, channel.version());
    }

    @Override
    public Channel decode(Item item) {
        var secrets = item.findText("appSecret")
                .map(appSecret -> new Channel.SealedSecrets(appSecret, item.text("verifyToken")));
        return new Channel(item.text("id"), Medium.valueOf(item.text("medium")), item.text("name"), secrets,
                item.number(Fields.VERSION));
    }
}
