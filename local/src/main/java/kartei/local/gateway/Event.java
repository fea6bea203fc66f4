package kartei.local.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import kartei.local.JsonTrees;

import com.fasterxml.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The event of payload format 2.0 that API Gateway makes of a call.
///
/// @param path decoded, as the gateway gives it
/// @param claims those of the checked token; empty on a route without authorizer
record Event(
        Call call,
        String path,
        Routes.Match match,
        Optional<Map<String, String>> claims,
        String requestId,
        Instant at) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final Pattern TEXT = Pattern.compile("(text/.*|application/((.*\\+)?(json|xml)|javascript))( *;.*)?",
            Pattern.CASE_INSENSITIVE);

    /// @throws CharacterCodingException when the query is not encoded as one
    byte[] json() throws CharacterCodingException {
        var json = JsonTrees.object()
                .put("version", "2.0")
                .put("routeKey", match.route().key())
                .put("rawPath", path)
                .put("rawQueryString", call.query());
        call.header("cookie")
                .ifPresent(cookies -> Arrays.stream(cookies.split("[;,] *")).forEach(json.withArray("cookies")::add));
        json.set("headers", object(headers()));
        if (!call.query().isEmpty()) {
            json.set("queryStringParameters", object(query()));
        }
        json.set("requestContext", context());
        if (!match.variables().isEmpty()) {
            json.set("pathParameters", object(match.variables()));
        }
        return JsonTrees.bytes(body(json));
    }

    private Map<String, String> headers() {
        var headers = call.headers()
                .stream()
                .filter(header -> !header.name().equals("cookie"))
                .collect(Collectors.groupingBy(Call.Header::name, LinkedHashMap::new,
                        Collectors.mapping(Call.Header::value, Collectors.joining(","))));
        headers.merge("x-forwarded-for", call.from().getHostAddress(), (before, last) -> before + ", " + last);
        headers.putIfAbsent("x-forwarded-proto", "http");
        headers.putIfAbsent("x-amzn-trace-id", "Root=" + requestId);
        return headers;
    }

    /// Several values of one name joined by commas.
    private Map<String, String> query() throws CharacterCodingException {
        var values = new LinkedHashMap<String, String>();
        for (var pair : call.query().replace('+', ' ').split("&", -1)) {
            if (!pair.isEmpty()) {
                var parts = pair.split("=", 2);
                var value = parts.length > 1 ? Paths.decoded(parts[1]) : "";
                values.merge(Paths.decoded(parts[0]), value, (before, last) -> before + "," + last);
            }
        }
        return values;
    }

    private ObjectNode context() {
        var host = call.header("host").orElse("localhost");
        var context = JsonTrees.object()
                .put("accountId", "000000000000")
                .put("apiId", "local")
                .put("domainName", host)
                .put("domainPrefix", host.split("[.:]", 2)[0])
                .put("requestId", requestId)
                .put("routeKey", match.route().key())
                .put("stage", "$default")
                .put("time", TIME.format(at))
                .put("timeEpoch", at.toEpochMilli());
        context.putObject("http")
                .put("method", call.method())
                .put("path", path)
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", call.from().getHostAddress())
                .put("userAgent", call.header("user-agent").orElse(""));
        claims.ifPresent(checked -> {
            var jwt = context.putObject("authorizer").putObject("jwt");
            jwt.set("claims", object(checked));
            jwt.putNull("scopes");
        });
        return context;
    }

    private ObjectNode body(ObjectNode json) {
        var text = call.header("content-type").filter(type -> TEXT.matcher(type).matches()).flatMap(_ -> text());
        if (call.body().length > 0) {
            json.put("body", text.orElseGet(() -> Base64.getEncoder().encodeToString(call.body())));
        }
        return json.put("isBase64Encoded", call.body().length > 0 && text.isEmpty());
    }

    private Optional<String> text() {
        if (call.header("content-encoding").isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static ObjectNode object(Map<String, String> members) {
        var json = JsonTrees.object();
        members.forEach(json::put);
        return json;
    }
}
