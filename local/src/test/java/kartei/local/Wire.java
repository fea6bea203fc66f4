package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/// A wire to a service that can be cut: all connections of a moment end, and new ones may be made. It reads along whose access
/// keys sign what goes over it.
final class Wire implements AutoCloseable {
    private static final Pattern SIGNED_BY = Pattern.compile("Credential=([A-Z]+)/");

    private final URI to;
    private final ServerSocket socket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<String> signers = new ConcurrentSkipListSet<>();

    Wire(URI to) throws IOException {
        this.to = to;
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::accept);
    }

    URI from() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var near = socket.accept();
                var far = new Socket(to.getHost(), to.getPort());
                open.add(near);
                open.add(far);
                Thread.startVirtualThread(() -> copy(near, far));
                Thread.startVirtualThread(() -> copy(far, near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void copy(Socket one, Socket other) {
        try (one; other) {
            var bytes = new byte[65_536];
            for (var n = one.getInputStream().read(bytes); n > 0; n = one.getInputStream().read(bytes)) {
                var found = SIGNED_BY.matcher(new String(bytes, 0, n, ISO_8859_1));
                if (found.find()) {
                    signers.add(found.group(1));
                }
                other.getOutputStream().write(bytes, 0, n);
            }
        } catch (IOException cut) {
            // the other side sees it end, as it should
        } finally {
            open.remove(one);
            open.remove(other);
        }
    }

    /// Cuts every connection, and forgets who signed.
    void cut() {
        open.forEach(Wire::close);
        signers.clear();
    }

    Set<String> signers() {
        return Set.copyOf(signers);
    }

    private static void close(Socket one) {
        try {
            one.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        socket.close();
    }
}
