package kartei.api.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// What an event brings as its body: text where the gateway took it for one, Base64 otherwise.
final class RequestBody {
    /// `application/json` or `application/…+json`; JSON is UTF-8 (RFC 8259, 8.1), whatever else might be said.
    private static final Pattern JSON_TYPE = Pattern.compile(
            "\\s*application/([!#$&^_.+a-z0-9-]+\\+)?json\\s*(;\\s*+(charset=\"?utf-8\"?|(?!charset=)[^;]*)\\s*)*",
            Pattern.CASE_INSENSITIVE);

    private RequestBody() {}

    /// The bytes as they were sent, up to 1 MiB.
    static byte[] bytes(APIGatewayV2HTTPEvent event) {
        var body = Optional.ofNullable(event.getBody()).orElse("");
        var bytes = event.getIsBase64Encoded() ? decoded(body) : encoded(body);
        if (bytes.length > Limits.BODY_BYTES_MAX) {
            throw new Rejected(new Rejection.BodyTooLarge());
        }
        return bytes;
    }

    static Json json(APIGatewayV2HTTPEvent event) {
        var bytes = bytes(event);
        var type = HttpRequest.headerOf(event, "content-type");
        if ((bytes.length > 0 || type.isPresent()) && type.filter(JSON_TYPE.asMatchPredicate()).isEmpty()) {
            throw new Rejected(new Rejection.UnsupportedMediaType("the content type must be application/json"));
        }
        return JsonReader.read(bytes);
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw Rejected.malformed("the body is not the Base64 that it is said to be");
        }
    }

    private static byte[] encoded(String body) {
        try {
            return taken(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(body)));
        } catch (CharacterCodingException e) {
            throw Rejected.malformed("the body is not valid Unicode");
        }
    }

    private static byte[] taken(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
