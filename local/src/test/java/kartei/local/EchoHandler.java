package kartei.local;

import java.io.ByteArrayOutputStream;
import java.util.Map;

import kartei.api.World;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Answers with the event that reached it, as JSON.
public final class EchoHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    public EchoHandler(World world) {
        world.environment().require("TABLE_NAME");
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        var json = new ByteArrayOutputStream();
        JacksonFactory.getInstance().getSerializer(APIGatewayV2HTTPEvent.class).toJson(event, json);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("Content-Type", "application/json", "X-Function", context.getFunctionName(),
                        "X-Remaining", Integer.toString(context.getRemainingTimeInMillis())))
                .withBody(json.toString(UTF_8))
                .build();
    }
}
