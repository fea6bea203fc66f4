package kartei.function.attributeadmin;

import kartei.api.json.Json;
import kartei.domain.Feature;
import kartei.domain.workspace.Workspace;

/// A workspace as the API shows it.
final class WorkspaceView {
    private WorkspaceView() {}

    static Json of(Workspace workspace) {
        var settings = workspace.settings();
        return Json.object()
                .put("workspace", workspace.id().value())
                .put("name", settings.name())
                .put("plan", settings.plan().word())
                .put("features", Json.texts(settings.plan().features().stream().map(Feature::word).toList()));
    }
}
