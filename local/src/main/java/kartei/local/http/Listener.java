package kartei.local.http;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;

import kartei.local.StartFailure;

import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// A port that is taken at once and answers once it is started; each request has a virtual thread.
public final class Listener implements AutoCloseable {
    private static final int HEADER_BYTES_MAX = 64 * 1024;
    private static final long STOP_MILLIS = 3_000;

    private final Server server;
    private final ServerConnector connector;

    private Listener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /// Takes `address`; port 0 is a free one.
    ///
    /// @throws StartFailure when somebody else has it, or when it is no address of this machine
    public static Listener on(InetSocketAddress address) {
        if (address.isUnresolved()) {
            throw new StartFailure(address.getHostString() + " is no address of this machine");
        }
        var threads = new QueuedThreadPool(16);
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        threads.setDaemon(true);
        var server = new Server(threads);
        server.setStopTimeout(STOP_MILLIS);
        var connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(configuration()));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        server.addConnector(connector);
        try {
            connector.open();
        } catch (IOException e) {
            var why = e.getCause() instanceof BindException taken ? taken.getMessage() : e.getMessage();
            throw new StartFailure(
                    "cannot listen on port " + address.getPort() + " of " + address.getHostString() + ": " + why, e);
        }
        return new Listener(server, connector);
    }

    /// How this machine reaches it.
    public URI url() {
        var address = InetAddress.ofLiteral(connector.getHost());
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + connector.getLocalPort());
    }

    /// Answers from now on; `errors` answers what is not HTTP.
    public void start(Handler handler, Request.Handler errors) {
        server.setErrorHandler(errors);
        start(handler);
    }

    public void start(Handler handler) {
        server.setHandler(handler);
        try {
            server.start();
        } catch (Exception e) { // Jetty declares nothing narrower
            throw new StartFailure("the HTTP server does not start: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) { // Jetty declares nothing narrower
            throw new IllegalStateException("the HTTP server did not stop", e);
        }
    }

    /// Paths come through as they were sent: what `%2F` means is for the route to say.
    private static HttpConfiguration configuration() {
        var configuration = new HttpConfiguration();
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setRequestHeaderSize(HEADER_BYTES_MAX);
        configuration.setResponseHeaderSize(HEADER_BYTES_MAX);
        configuration.setSendServerVersion(false);
        return configuration;
    }
}
