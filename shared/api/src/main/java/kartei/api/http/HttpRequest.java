package kartei.api.http;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.api.json.JsonWriter;
import kartei.domain.Attempt;
import kartei.domain.Fault;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.workspace.Workspace;

/// One request: what was asked, by whom, of which workspace. Does not print what it carries.
public final class HttpRequest {
    private final APIGatewayV2HTTPEvent event;
    private final Route route;
    private final Optional<Caller> caller;
    private final Supplier<Workspace> workspace;
    private final Cursors cursors;
    private final String traceId;
    private final Instant now;

    HttpRequest(APIGatewayV2HTTPEvent event, Route route, Optional<Caller> caller, Supplier<Workspace> workspace,
            Cursors cursors, String traceId, Instant now) {
        this.event = event;
        this.route = route;
        this.caller = caller;
        this.workspace = workspace;
        this.cursors = cursors;
        this.traceId = traceId;
        this.now = now;
    }

    /// Who asks; a route that takes no token has nobody.
    public Caller caller() {
        return caller.orElseThrow();
    }

    /// The caller's workspace. It is still being read while the route begins: ask for it when it is needed.
    public Workspace workspace() {
        return workspace.get();
    }

    public String traceId() {
        return traceId;
    }

    /// When the request began.
    public Instant now() {
        return now;
    }

    /// The method that was asked for; on a route of its own it is the route's.
    public String method() {
        return Optional.ofNullable(event.getRequestContext())
                .map(APIGatewayV2HTTPEvent.RequestContext::getHttp)
                .map(APIGatewayV2HTTPEvent.RequestContext.Http::getMethod)
                .orElse(route.method());
    }

    /// A part of the path, decoded.
    public String path(String name) {
        return Optional.ofNullable(event.getPathParameters()).map(parameters -> parameters.get(name)).orElse("");
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(event.getQueryStringParameters()).map(parameters -> parameters.get(name));
    }

    /// A header, whatever the case of its name: the gateway sends lower case, SAM local what the client wrote.
    public Optional<String> header(String name) {
        return headerOf(event, name);
    }

    static Optional<String> headerOf(APIGatewayV2HTTPEvent event, String name) {
        var headers = Optional.ofNullable(event.getHeaders()).orElse(Map.of());
        return headers.entrySet()
                .stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    public Precondition ifMatch() {
        return Precondition.of(header("if-match"));
    }

    // ---- body ----

    /// The bytes of the body as they were sent, up to 1 MiB.
    public byte[] rawBody() {
        return RequestBody.bytes(event);
    }

    /// The body as JSON.
    ///
    /// @throws Rejected `malformed` when it is none, or is said to be something else
    public Json json() {
        return RequestBody.json(event);
    }

    /// The body as an object to be read member by member.
    public Body body() {
        return Body.of(json());
    }

    // ---- idempotency ----

    /// The Idempotency-Key, when the caller sent one, with what it stands for.
    public Optional<Attempt> attempt() {
        return header("idempotency-key").map(key -> {
            if (!key.matches("[!-~]{1," + Limits.IDEMPOTENCY_KEY_CHARS_MAX + "}")) {
                throw Rejected.malformed("an Idempotency-Key has 1 to 255 visible ASCII characters");
            }
            var target = new TreeMap<>(Optional.ofNullable(event.getPathParameters()).orElse(Map.of()));
            return new Attempt(caller().role().word() + " " + caller().actor().id(), route.key() + " " + target, key,
                    rawBody().length == 0 ? "" : JsonWriter.canonical(json()));
        });
    }

    // ---- pages ----

    /// Which page is wanted of the list that this route and the `filters` name.
    public PageRequest page(String... filters) {
        var limit = query("limit").map(HttpRequest::limit).orElse(Limits.PAGE_ITEMS_DEFAULT);
        return new PageRequest(limit,
                query("cursor").map(cursor -> cursors.open(caller().workspace(), list(filters), cursor)));
    }

    /// The answer with a page of that list, and the way to the next one.
    public HttpResponse answer(Page<Json> page, String... filters) {
        return answer(page, _ -> {}, OptionalLong.empty(), filters);
    }

    /// The same with more members beside the items.
    public HttpResponse answer(Page<Json> page, Consumer<Json.Obj> more, String... filters) {
        return answer(page, more, OptionalLong.empty(), filters);
    }

    /// The same of a list that has a version of its own, so that If-Match can name it.
    public HttpResponse answer(Page<Json> page, long version, String... filters) {
        return answer(page, _ -> {}, OptionalLong.of(version), filters);
    }

    private HttpResponse answer(Page<Json> page, Consumer<Json.Obj> more, OptionalLong version, String... filters) {
        var next = page.next().map(start -> cursors.seal(caller().workspace(), list(filters), start));
        var body = HttpResponse.listBody(page.items(), next);
        more.accept(body);
        var response = HttpResponse.list(body, version);
        return next.map(cursor -> response.with("link", "<" + link(cursor) + ">; rel=\"next\"")).orElse(response);
    }

    /// This request as one for the first page of the list at `path`, for a route that answers with the list it has changed.
    public HttpRequest forListAt(String path) {
        var get = APIGatewayV2HTTPEvent.builder().withRawPath(path).withRawQueryString("").build();
        var list = Route.readingFirst("GET", path, route.access(), route.start());
        return new HttpRequest(get, list, caller, workspace, cursors, traceId, now);
    }

    private String list(String... filters) {
        return route.key() + " " + path() + " " + List.of(filters);
    }

    private String link(String cursor) {
        var others = Optional.ofNullable(event.getRawQueryString()).orElse("");
        var kept = Arrays.stream(others.split("&", -1))
                .filter(parameter -> !parameter.isEmpty() && !parameter.startsWith("cursor="))
                .reduce("", (all, parameter) -> all + parameter + "&");
        return Uris.reference(path(), kept + "cursor=" + cursor);
    }

    /// The path that was asked for, decoded by the gateway.
    public String path() {
        return Optional.ofNullable(event.getRawPath()).orElse("");
    }

    private static int limit(String text) {
        if (text.matches("\\d{1,4}")) {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= Limits.PAGE_ITEMS_MAX) {
                return limit;
            }
        }
        throw new Rejected(new Rejection.Invalid(List.of(new Fault("/limit", "must be a number from 1 to 200"))));
    }

    @Override
    public String toString() {
        return "HttpRequest[" + route.key() + "]";
    }
}
