package kartei.testkit;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;
import software.amazon.dynamodb.services.local.shared.exceptions.LocalDBAccessException;

/// DynamoDB Local in this process. Its own `ServerRunner` listens on every interface and reports its use;
/// here its handler stands in a Jetty of ours that listens on one address, and reports nothing.
public final class DynamoEngine implements AutoCloseable {
    /// Held, because the JDK forgets what was set on a logger that nobody refers to.
    private static final Logger SQLITE = Logger.getLogger("com.almworks.sqlite4java");

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    private final URI endpoint;

    private DynamoEngine(@Nullable Path folder, InetSocketAddress address) {
        SQLITE.setFilter(entry -> entry.getLevel().equals(Level.SEVERE)); // what it warns of comes as an exception;
        Address.requireFree("DynamoDB", address);
        this.handler = new LocalDynamoDBServerHandler(open(folder), null);
        var threads = new QueuedThreadPool();
        threads.setName("dynamodb");
        threads.setDaemon(true);
        this.server = new Server(threads);
        var connector = new ServerConnector(server, 1, 1);
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        server.setHandler(handler);
        listen();
        this.endpoint = Address.endpoint(address, connector.getLocalPort());
    }

    /// Nothing outlives it. Port 0 picks a free one.
    public static DynamoEngine inMemory(InetSocketAddress address) {
        return new DynamoEngine(null, address);
    }

    /// Tables, items and streams stay in `folder`, which one engine at a time may use.
    public static DynamoEngine on(Path folder, InetSocketAddress address) {
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            throw new EngineException("DynamoDB: cannot use the folder " + folder, refused);
        }
        return new DynamoEngine(folder, address);
    }

    public URI endpoint() {
        return endpoint;
    }

    /// Opens the database at once: a damaged or locked file is to fail the start, not the first request.
    private static LocalDynamoDBRequestHandler open(@Nullable Path folder) {
        try {
            var database = folder == null ? new LocalDynamoDBRequestHandler(0, true, null, true, false)
                    : new DurableDatabase(folder);
            database.listTables("local", "local", ListTablesRequest.builder().build());
            return database;
        } catch (DynamoDBLocalServiceException | LocalDBAccessException | IllegalArgumentException damaged) {
            throw new EngineException(
                    "DynamoDB: cannot read the data in " + folder + " (damaged, or in use by another process)",
                    damaged);
        }
    }

    /// DynamoDB Local acknowledges a transaction when its COMMIT stands in the queue of the one thread that writes; a process
    /// that is killed just then has lost it. Whatever else is asked for comes after it in that queue.
    private static final class DurableDatabase extends LocalDynamoDBRequestHandler {
        DurableDatabase(Path folder) {
            super(0, false, folder.toString(), true, false);
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(
                String accessKeyId,
                String regionName,
                TransactWriteItemsRequest request) {
            var answer = super.transactWriteItems(accessKeyId, regionName, request);
            listTables(accessKeyId, regionName, ListTablesRequest.builder().limit(1).build());
            return answer;
        }
    }

    private void listen() {
        try {
            server.start();
        } catch (Exception refused) {
            close();
            throw new EngineException("DynamoDB: cannot listen, " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception unclean) {
            throw new IllegalStateException("DynamoDB Local did not stop", unclean);
        } finally {
            handler.close();
        }
    }
}
