package kartei.storage;

import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.erasure.Privacy;

/// `PRIVACY`: what goes by itself. In `Work` as long as something does, so that the sweeper finds the workspace.
final class PrivacyCodec implements ItemCodec<Privacy> {
    private static final String LOG_DAYS = "logDays";
    private static final String AUTO_CLEAR_HOURS = "autoClearHours";

    @Override
    public Item encode(WorkspaceId ws, Privacy privacy) {
        var item = Item.at(Keys.privacy(ws)).number(Fields.VERSION, privacy.version());
        privacy.logDays().ifPresent(days -> item.number(LOG_DAYS, days));
        privacy.autoClearHours().ifPresent(hours -> item.number(AUTO_CLEAR_HOURS, hours));
        return privacy.isOn() ? item.indexed(Index.WORK, Keys.withPrivacy(ws)) : item;
    }

    @Override
    public Privacy decode(Item item) {
        return new Privacy(number(item, LOG_DAYS), number(item, AUTO_CLEAR_HOURS), item.number(Fields.VERSION));
    }

    private static Optional<Integer> number(Item item, String field) {
        return item.findNumber(field).map(Math::toIntExact);
    }
}
