package kartei.local.lambda;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// Lambda's own logger of one function, written where the functions' log lines go.
record FunctionLog(String function) implements LambdaLogger {

    @Override
    public void log(String message) {
        logger().info(message);
    }

    @Override
    public void log(byte[] message) {
        logger().info(new String(message, UTF_8));
    }

    Logger logger() {
        return LoggerFactory.getLogger("lambda." + function);
    }
}
