package kartei.function.contactdeletion;

import java.util.Locale;

import kartei.api.json.Json;
import kartei.api.view.ChannelView;
import kartei.domain.workspace.Workspace;
import kartei.storage.DeletionLog;

/// An entry of the deletion log as the API shows it (api.md, deleted contacts).
final class DeletedContactView {
    private DeletedContactView() {}

    static Json.Obj of(DeletionLog.Logged logged, Workspace workspace) {
        var erasure = logged.erasure();
        var shown = Json.object()
                .put("erasureId", erasure.id())
                .putIfPresent("group", erasure.group())
                .put("hint", erasure.hint())
                .put("medium", erasure.medium().word())
                .put("channel", ChannelView.of(workspace, erasure.channelId(), erasure.medium()))
                .put("deletedAt", erasure.at())
                .put("deletedBy", Json.object().put("id", erasure.by().id()).putIfPresent("name", erasure.by().name()))
                .put("state", logged.state().name().toLowerCase(Locale.ROOT));
        logged.receipt()
                .ifPresent(
                        receipt -> shown.put("receipt", Receipts.shown(receipt).put("signature", receipt.signature())));
        return shown;
    }
}
