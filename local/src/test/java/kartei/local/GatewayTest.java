package kartei.local;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.fasterxml.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/// What comes in over HTTP reaches a function as API Gateway would send it, and its answer goes out as the gateway would.
@ExtendWith(EchoSystem.class)
class GatewayTest {
    private final LocalSystem system;
    private final HttpCaller http;
    private final String bearer;

    GatewayTest(LocalSystem system) {
        this.system = system;
        this.http = new HttpCaller(system.url());
        this.bearer = "Bearer " + system.token("admin", "w1");
    }

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            path and query             | member                                  | value
            /echo/7                    | /version                                | 2.0
            /echo/7                    | /routeKey                               | GET /echo/{id}
            /echo/7                    | /pathParameters/id                      | 7
            /echo/7                    | /rawPath                                | /echo/7
            /echo/7                    | /rawQueryString                         | ''
            /echo/7                    | /queryStringParameters                  | -
            /echo/7                    | /body                                   | -
            /echo/7                    | /isBase64Encoded                        | false
            /echo/7                    | /requestContext/http/method             | GET
            /echo/7                    | /requestContext/http/path               | /echo/7
            /echo/7                    | /requestContext/http/protocol           | HTTP/1.1
            /echo/7                    | /requestContext/http/sourceIp           | 127.0.0.1
            /echo/7                    | /requestContext/http/userAgent          | test
            /echo/7                    | /requestContext/stage                   | $default
            /echo/7                    | /requestContext/authorizer/jwt/claims/workspace | w1
            /echo/7                    | /requestContext/authorizer/jwt/claims/role      | admin
            /echo/fixed                | /routeKey                               | GET /echo/fixed
            /echo/fixed                | /pathParameters                         | -
            /echo/a%2Fb%20%C3%A4       | /pathParameters/id                      | a/b ä
            /echo/a%2Fb%20%C3%A4       | /rawPath                                | /echo/a/b ä
            /echo/a+b                  | /pathParameters/id                      | a+b
            /echo/%66ixed              | /routeKey                               | GET /echo/fixed
            /echo/7?a=1&b=x%26y&a=2    | /queryStringParameters/a                | 1,2
            /echo/7?a=1&b=x%26y&a=2    | /queryStringParameters/b                | x&y
            /echo/7?a=1&b=x%26y&a=2    | /rawQueryString                         | a=1&b=x%26y&a=2
            /echo/7?a&b=               | /queryStringParameters/a                | ''
            /echo/7?a=b+c%2B           | /queryStringParameters/a                | b c+
            /echo/7/                   | /routeKey                               | $default
            /echo/                     | /routeKey                               | $default
            /nowhere/x                 | /routeKey                               | $default
            /nowhere/x                 | /pathParameters                         | -
            /nowhere/x                 | /requestContext/authorizer              | -
            /any/1/2                   | /routeKey                               | ANY /any/{id}/{part}
            /any/1/2                   | /pathParameters/part                    | 2
            """)
    void makesTheEventOfTheCall(String path, String member, String value) {
        var event = http.get(path, "authorization", bearer, "user-agent", "test").json();

        assertThat(text(event.at(member))).isEqualTo(value);
    }

    @Test
    void choosesANamedMethodBeforeAny() {
        var put = http.call("PUT", "/any/1/2", new byte[0], "authorization", bearer).json();
        var delete = http.call("DELETE", "/any/1/2", new byte[0], "authorization", bearer).json();

        assertThat(put.at("/routeKey").asText()).isEqualTo("PUT /any/{id}/{part}");
        assertThat(delete.at("/routeKey").asText()).isEqualTo("ANY /any/{id}/{part}");
    }

    @Test
    void writesHeaderNamesSmallAndJoinsTheirValues() {
        var event = http.get("/echo/7", "authorization", bearer, "X-Two", "a", "X-Two", "b", "Cookie", "c=1; d=2")
                .json();

        assertThat(event.at("/headers/x-two").asText()).isEqualTo("a,b");
        assertThat(event.at("/headers/host").asText()).isEqualTo(system.url().getAuthority());
        assertThat(event.at("/headers").has("cookie")).isFalse();
        assertThat(event.at("/cookies")).extracting(JsonNode::asText).containsExactly("c=1", "d=2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            type                              | bytes        | is text
            application/json                  | 7b7d         | true
            application/json; charset=utf-8   | 22c3a422     | true
            application/problem+json          | 7b7d         | true
            text/plain                        | 68c3a4       | true
            application/json                  | 22ff22       | false
            application/octet-stream          | 6162         | false
            application/x-www-form-urlencoded | 613d62       | false
            image/png                         | 00ff10       | false
            """)
    void encodesABodyThatIsNoText(String type, String bytes, boolean isText) {
        var body = HexFormat.of().parseHex(bytes);

        var event = http.call("POST", "/open", body, "content-type", type).json();

        assertThat(event.at("/isBase64Encoded").asBoolean()).isEqualTo(!isText);
        assertThat(event.at("/body").asText())
                .isEqualTo(isText ? new String(body, UTF_8) : Base64.getEncoder().encodeToString(body));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            path               | status | type                      | body
            /trouble/throws    | 500    | application/json          | {"message":"Internal Server Error"}
            /trouble/hangs     | 503    | application/json          | {"message":"Service Unavailable"}
            /trouble/large     | 500    | application/json          | {"message":"Internal Server Error"}
            /trouble/plain     | 200    | text/plain; charset=utf-8 | hällo
            /trouble/empty     | 204    | text/plain; charset=utf-8 | ''
            """)
    void answersAsTheGatewayDoes(String path, int status, String type, String body) {
        var answer = http.get(path);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo(type);
        assertThat(answer.text()).isEqualTo(body);
    }

    @Test
    void sendsBytesAndCookiesOfAFunction() {
        var bytes = http.get("/trouble/bytes");
        var cookies = http.get("/trouble/cookies");

        assertThat(bytes.response().body()).containsExactly(0, 0xff);
        assertThat(bytes.header("content-type")).isEqualTo("image/png");
        assertThat(cookies.header("set-cookie")).isEqualTo("a=1, b=2");
    }

    @Test
    void tellsTheFunctionItsNameAndTime() {
        var answer = http.get("/echo/7", "authorization", bearer);

        assertThat(answer.header("x-function")).isEqualTo("EchoFunction");
        assertThat(Integer.parseInt(answer.header("x-remaining"))).isBetween(1, 2_000);
    }

    @Test
    void refusesABodyOverTenMegabytes() {
        var body = new byte[10 * 1024 * 1024];
        Arrays.fill(body, (byte) ' ');

        assertThat(http.call("POST", "/open", body, "content-type", "image/png").status()).isEqualTo(500);
        assertThat(http.call("POST", "/open", Arrays.copyOf(body, body.length + 1)).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @CsvSource({"/echo/%zz", "/echo/%", "/echo/%ff", "/echo/7?a=%zz", "/echo/7?a=%ff"})
    void refusesAUrlThatIsNotEncodedAsOne(String path) throws Exception {
        var answer = RawHttp.get(system.url(), path, "authorization: " + bearer);

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("\"type\":\"/problems/malformed\"");
    }

    @Test
    void refusesWhatIsNoHttpWithoutSayingWhy() throws Exception {
        assertThat(RawHttp.send(system.url(), "nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ")
                .contains("\"type\":\"/problems/malformed\"");
        assertThat(RawHttp.get(system.url(), "/echo/7", "x: " + "y".repeat(70_000))).startsWith("HTTP/1.1 431 ");
    }

    @Test
    void answersManyCallsAtOnce() {
        var statuses = IntStream.range(0, 200)
                .parallel()
                .map(i -> http.get("/echo/" + i, "authorization", bearer).json().at("/pathParameters/id").asInt())
                .sum();

        assertThat(statuses).isEqualTo(IntStream.range(0, 200).sum());
    }

    private static @Nullable String text(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node.asText();
    }
}
