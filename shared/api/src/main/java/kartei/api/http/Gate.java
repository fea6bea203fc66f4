package kartei.api.http;

import kartei.domain.WorkspaceId;
import kartei.domain.workspace.Workspace;

/// Opens the workspace that a request is about.
@FunctionalInterface
public interface Gate {
    Workspace open(WorkspaceId workspace);
}
