package kartei.domain.workspace;

import kartei.domain.Plan;
import kartei.domain.link.Linking;

/// What an admin has said of the workspace as a whole. One that nobody has changed is `enterprise` and named by its id.
///
/// `channelsStamp` changes with every change to a channel: a warm function sees by it whether what it holds is still true.
public record WorkspaceSettings(String name, Plan plan, long channelsStamp, Linking linking, long version) {}
