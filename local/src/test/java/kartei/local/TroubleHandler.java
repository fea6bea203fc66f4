package kartei.local;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import kartei.api.World;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;

/// Does what the path says: throws, never comes back, answers too much or in unusual ways.
public final class TroubleHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public TroubleHandler(World world) {
        world.environment().require("TABLE_NAME");
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var answer = APIGatewayV2HTTPResponse.builder().withStatusCode(200);
        return switch (event.getPathParameters().getOrDefault("kind", "")) {
            case "throws" -> throw new IllegalStateException("on purpose");
            case "hangs" -> hang();
            case "large" -> answer.withBody("x".repeat(6 * 1024 * 1024)).build();
            case "cookies" -> answer.withCookies(List.of("a=1", "b=2")).withBody("").build();
            case "bytes" -> answer.withHeaders(Map.of("content-type", "image/png"))
                    .withIsBase64Encoded(true)
                    .withBody("AP8=")
                    .build();
            case "empty" -> APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();
            case "plain" -> answer.withBody("hällo").build();
            default -> throw new IllegalArgumentException("no such trouble");
        };
    }

    private static APIGatewayV2HTTPResponse hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("interrupted, as it should be");
    }
}
