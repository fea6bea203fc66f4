package kartei.function.contactdeletion;

import java.util.List;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.Access;
import kartei.api.http.HttpFunction;
import kartei.api.http.Route;
import kartei.domain.Feature;
import kartei.storage.PrivacySettings;

/// HTTP entry point: erasures and their log.
public final class ContactDeletionHandler extends HttpFunction {
    public ContactDeletionHandler() {
        this(World.real());
    }

    public ContactDeletionHandler(World world) {
        var ground = Ground.of(world);
        super(ground.edge(), privacy(new PrivacyAnswers(new PrivacySettings(ground.table()), world::backOff)));
    }

    private static List<Route> privacy(PrivacyAnswers privacy) {
        var admin = Access.admin(Feature.ERASURE);
        return List.of(Route.get("/v1/settings/privacy", admin, privacy::show),
                Route.put("/v1/settings/privacy", admin, privacy::change));
    }
}
