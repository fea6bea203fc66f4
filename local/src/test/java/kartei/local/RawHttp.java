package kartei.local;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Sends bytes that no HTTP client would.
final class RawHttp {
    private RawHttp() {}

    static String get(URI server, String path, String header) throws IOException {
        return send(server, "GET " + path + " HTTP/1.1\r\nhost: x\r\n" + header + "\r\nconnection: close\r\n\r\n");
    }

    /// Everything that comes back until the connection is closed.
    static String send(URI server, String request) throws IOException {
        try (var socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
