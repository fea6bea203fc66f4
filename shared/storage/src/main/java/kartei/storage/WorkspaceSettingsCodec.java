package kartei.storage;

import java.util.Optional;

import kartei.domain.Plan;
import kartei.domain.WorkspaceId;
import kartei.domain.workspace.WorkspaceSettings;

/// `SETTINGS`: what an admin said of the workspace, and the stamps of what lies beside it. Every part may be missing.
final class WorkspaceSettingsCodec {
    static final String NAME = "name";
    static final String PLAN = "plan";
    static final String CHANNELS_STAMP = "channelsStamp";
    static final String RULES_STAMP = "rulesStamp";
    static final String RULES_JOB = "rulesJob";

    private WorkspaceSettingsCodec() {}

    static WorkspaceSettings decode(WorkspaceId ws, Optional<Item> item) {
        return new WorkspaceSettings(item.flatMap(held -> held.findText(NAME)).orElse(ws.value()),
                item.flatMap(held -> held.findText(PLAN)).map(Plan::valueOf).orElse(Plan.ENTERPRISE),
                item.flatMap(held -> held.findNumber(CHANNELS_STAMP)).orElse(0L),
                item.flatMap(held -> held.findNumber(RULES_STAMP)).orElse(0L),
                item.flatMap(held -> held.findText(RULES_JOB)), LinkingCodec.decode(item),
                item.flatMap(held -> held.findNumber(Fields.VERSION)).orElse(0L));
    }
}
