package kartei.local.gateway;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// One HTTP request as it came in.
public final class Call {
    private final String method;
    private final String path;
    private final String query;
    private final List<Header> headers;
    private final byte[] body;
    private final InetAddress from;

    /// One header line; its name in lower case.
    public record Header(String name, String value) {
        public Header {
            name = name.toLowerCase(Locale.ROOT);
        }
    }

    /// @param path as it was sent, still encoded
    /// @param query likewise, empty when there is none
    public Call(String method, String path, String query, List<Header> headers, byte[] body, InetAddress from) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.from = from;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    public String query() {
        return query;
    }

    public List<Header> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    public InetAddress from() {
        return from;
    }

    /// All values of the header `name`, joined by commas.
    public Optional<String> header(String name) {
        var values = headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .collect(Collectors.joining(","));
        return values.isEmpty() ? Optional.empty() : Optional.of(values);
    }
}
