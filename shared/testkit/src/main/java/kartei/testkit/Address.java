package kartei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/// Where an engine listens.
final class Address {
    private static final String LOOPBACK = "127.0.0.1";

    private Address() {}

    /// A free port of the loopback address.
    static InetSocketAddress anyLoopback() {
        return new InetSocketAddress(InetAddress.ofLiteral(LOOPBACK), 0);
    }

    /// How this machine reaches what listens on `bound`.
    static URI endpoint(InetSocketAddress bound, int port) {
        var address = bound.getAddress();
        if (address.isAnyLocalAddress()) {
            return URI.create("http://" + LOOPBACK + ":" + port);
        }
        return URI.create("http://" + literal(bound) + ":" + port);
    }

    /// The address as it stands in a URL.
    static String literal(InetSocketAddress bound) {
        var host = bound.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    /// Refuses an address that is taken or not ours with one clear line, before an engine does with many.
    static void requireFree(String engine, InetSocketAddress wanted) {
        if (wanted.isUnresolved()) {
            throw new EngineException(engine + ": unknown address " + wanted.getHostString(), new BindException());
        }
        try (var probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(wanted);
        } catch (BindException taken) {
            throw new EngineException(engine + ": cannot listen on " + literal(wanted) + ":" + wanted.getPort() + ", "
                    + taken.getMessage(), taken);
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
