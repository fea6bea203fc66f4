package kartei.api.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;

/// An answer: status, headers, and a body or none. Does not print the body.
public final class HttpResponse {
    private static final String JSON = "application/json";

    private final int status;
    private final Map<String, String> headers;
    private final Optional<String> body;
    private final Optional<ETag> tag;

    private HttpResponse(int status, Map<String, String> headers, Optional<String> body, Optional<ETag> tag) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.tag = tag;
    }

    /// 200 with a resource that has a version.
    public static HttpResponse ok(Json resource, long version) {
        return tagged(200, resource, OptionalLong.of(version));
    }

    /// 200 with something that has no version of its own.
    public static HttpResponse ok(Json body) {
        return tagged(200, body, OptionalLong.empty());
    }

    static HttpResponse list(Json body, OptionalLong version) {
        return tagged(200, body, version);
    }

    /// 201 with the resource that was made, and where it is.
    public static HttpResponse created(Json resource, long version, String location) {
        return tagged(201, resource, OptionalLong.of(version)).with("location", location);
    }

    /// 202 with a resource that has changed, and whose change goes on.
    public static HttpResponse accepted(Json resource, long version) {
        return tagged(202, resource, OptionalLong.of(version));
    }

    /// Any status with a body that nobody revalidates.
    public static HttpResponse of(int status, Json body) {
        return new HttpResponse(status, Map.of("content-type", JSON), Optional.of(text(body)), Optional.empty());
    }

    public static HttpResponse plainText(String text) {
        return new HttpResponse(200, Map.of("content-type", "text/plain; charset=utf-8"), Optional.of(text),
                Optional.empty());
    }

    public static HttpResponse noContent() {
        return new HttpResponse(204, Map.of(), Optional.empty(), Optional.empty());
    }

    /// 303: what was asked for is at this URL.
    public static HttpResponse seeOther(String location) {
        return new HttpResponse(303, Map.of("location", location), Optional.empty(), Optional.empty());
    }

    static HttpResponse problem(int status, Json body) {
        return new HttpResponse(status, Map.of("content-type", "application/problem+json"), Optional.of(text(body)),
                Optional.empty());
    }

    private static HttpResponse tagged(int status, Json body, OptionalLong version) {
        var bytes = JsonWriter.write(body);
        var text = new String(bytes, StandardCharsets.UTF_8);
        return new HttpResponse(status, Map.of("content-type", JSON), Optional.of(text),
                Optional.of(ETag.of(version, bytes)));
    }

    public HttpResponse with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpResponse(status, more, body, tag);
    }

    /// Says that this is the first answer again.
    public HttpResponse replayed() {
        return with("idempotent-replayed", "true");
    }

    public int status() {
        return status;
    }

    public Optional<String> body() {
        return body;
    }

    /// All headers of the answer, those that every answer has included.
    public Map<String, String> headers() {
        var all = new LinkedHashMap<>(headers);
        tag.ifPresent(held -> all.put("etag", held.header()));
        all.put("cache-control", "no-store");
        return all;
    }

    /// 304 when the caller has this already.
    HttpResponse unlessHad(Optional<String> ifNoneMatch) {
        var had = status == 200 && tag.isPresent() && ifNoneMatch.filter(tag.get()::isNamedBy).isPresent();
        return had ? new HttpResponse(304, Map.of(), Optional.empty(), tag) : this;
    }

    private static String text(Json body) {
        return new String(JsonWriter.write(body), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "HttpResponse[" + status + "]";
    }

    /// A list's items and, in the body and as a link (RFC 8288), where its next page is.
    static Json.Obj listBody(List<Json> items, Optional<String> next) {
        return Json.object().put("items", items).putIfPresent("next", next);
    }
}
