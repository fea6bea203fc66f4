package kartei.function.contactdeletion;

import java.util.List;

import kartei.api.Ground;
import kartei.api.World;
import kartei.api.http.HttpFunction;

/// HTTP entry point: erasures and their log.
public final class ContactDeletionHandler extends HttpFunction {
    public ContactDeletionHandler() {
        this(World.real());
    }

    public ContactDeletionHandler(World world) {
        var ground = Ground.of(world);
        super(ground.edge(), List.of());
    }

}
