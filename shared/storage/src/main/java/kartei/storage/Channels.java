package kartei.storage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.domain.workspace.Workspace;

/// The channels of workspaces. All of a workspace's are in memory under a stamp (`Workspaces`); here is one as it is now, and
/// how one is written.
public final class Channels {
    private final Table table;
    private final ChannelCodec codec = new ChannelCodec();

    public Channels(Table table) {
        this.table = table;
    }

    /// The channel as it is now.
    public Optional<Channel> find(WorkspaceId ws, String channelId) {
        return table.get(Keys.channel(ws, channelId)).map(codec::read);
    }

    /// Makes the channel of `before`, or makes it at all; every warm function sees it with its next request.
    ///
    /// @throws ConditionFailed when somebody has written it since it was read
    public void write(WorkspaceId ws, Channel channel) throws ConditionFailed {
        table.write(List.of(Action.put(codec.encode(ws, channel), Condition.atVersion(channel.version() - 1)),
                moveStamp(ws).action()));
    }

    /// Says to every warm function that the channels have changed. A workspace with a channel is one that has something to do.
    static Change moveStamp(WorkspaceId ws) {
        return Change.at(Keys.settings(ws))
                .add(WorkspaceSettingsCodec.CHANNELS_STAMP, 1)
                .indexed(Index.WORK, Keys.daily(ws));
    }

    /// The channels whose ids come after `after`, in the order of ids.
    public static List<Channel> after(Workspace workspace, Optional<String> after) {
        return workspace.channels()
                .values()
                .stream()
                .filter(channel -> after.filter(id -> channel.id().compareTo(id) <= 0).isEmpty())
                .sorted(Comparator.comparing(Channel::id))
                .toList();
    }
}
