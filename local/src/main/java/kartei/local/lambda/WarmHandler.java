package kartei.local.lambda;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

import kartei.api.World;
import kartei.local.StartFailure;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;

/// One warm copy of a function: its handler, behind the serializers that Lambda's Java runtime takes for the handler's types.
final class WarmHandler {
    private final RequestHandler<Object, Object> handler;
    private final PojoSerializer<Object> events;
    private final PojoSerializer<Object> answers;

    private WarmHandler(RequestHandler<Object, Object> handler, Class<?> event, Class<?> answer) {
        this.handler = handler;
        this.events = serializer(event);
        this.answers = serializer(answer);
    }

    /// The handler of class `name`, in `world`.
    ///
    /// @throws StartFailure when there is no such handler, or when it does not start in that world
    @SuppressWarnings("unchecked")
    static WarmHandler of(String name, World world) {
        try {
            var type = Class.forName(name);
            var handler = type.getConstructor(World.class).newInstance(world);
            var method = Arrays.stream(type.getMethods())
                    .filter(m -> m.getName().equals("handleRequest") && !m.isBridge())
                    .findFirst()
                    .orElseThrow(() -> new StartFailure("the handler " + name + " has no handleRequest"));
            return new WarmHandler((RequestHandler<Object, Object>) handler, method.getParameterTypes()[0],
                    method.getReturnType());
        } catch (InvocationTargetException e) {
            throw new StartFailure("the handler " + name + " does not start: " + e.getCause(), e);
        } catch (ReflectiveOperationException | ClassCastException e) {
            throw new StartFailure("the template names the handler " + name + ", which cannot be made: " + e, e);
        }
    }

    byte[] handle(byte[] event, Context context) {
        var answer = handler.handleRequest(events.fromJson(new ByteArrayInputStream(event)), context);
        var json = new ByteArrayOutputStream();
        answers.toJson(answer, json);
        return json.toByteArray();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static PojoSerializer<Object> serializer(Class<?> type) {
        return LambdaEventSerializers.isLambdaSupportedEvent(type.getName())
                ? LambdaEventSerializers.serializerFor((Class) type, WarmHandler.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer((Class) type);
    }
}
