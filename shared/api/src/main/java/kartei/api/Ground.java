package kartei.api;

import kartei.api.http.Caller;
import kartei.api.http.Cursors;
import kartei.api.http.Edge;
import kartei.storage.Idempotency;
import kartei.storage.Secrets;
import kartei.storage.Table;
import kartei.storage.WorkspaceKeys;
import kartei.storage.Workspaces;

/// What every function behind HTTP stands on, made from its world: the table, its hashes and workspaces, and the edge.
public record Ground(
        Table table,
        Secrets secrets,
        WorkspaceKeys keys,
        Workspaces workspaces,
        Idempotency idempotency,
        Edge edge) {

    public static Ground of(World world) {
        var environment = world.environment();
        var table = tableOf(world);
        var secrets = new Secrets(world.kms(), environment.require("DATA_KEY_ID"));
        var keys = new WorkspaceKeys(table, secrets);
        var workspaces = new Workspaces(table);
        var names = new Caller.ClaimNames(environment.require("WORKSPACE_CLAIM"), environment.require("ROLE_CLAIM"));
        var edge = new Edge(IssuerTokens.of(environment, world.clock()), names, workspaces::open,
                new Cursors(keys::hash), world.clock());
        return new Ground(table, secrets, keys, workspaces, new Idempotency(table, keys), edge);
    }

    /// The table of a function that is not behind HTTP.
    public static Table tableOf(World world) {
        return new Table(world.dynamo(), world.environment().require("TABLE_NAME"), world::backOff);
    }
}
