package kartei.domain.workspace;

import java.util.Optional;

import kartei.domain.Plan;
import kartei.domain.link.Linking;

/// What an admin has said of the workspace as a whole. One that nobody has changed is `enterprise` and named by its id.
///
/// `channelsStamp` changes with every change to a channel, `rulesStamp` with everything that counts for the score or team of all
/// conversations: a warm function sees by them whether what it holds is still true. `rulesJob` is the job that was started with
/// the last such change.
public record WorkspaceSettings(
        String name,
        Plan plan,
        long channelsStamp,
        long rulesStamp,
        Optional<String> rulesJob,
        Linking linking,
        long version) {}
