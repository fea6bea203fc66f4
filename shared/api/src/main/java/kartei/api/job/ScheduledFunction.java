package kartei.api.job;

import java.util.function.Supplier;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import kartei.api.Logged;

/// A function that a schedule calls. A subclass says what is done each time, and what there is to say of it afterwards.
public abstract class ScheduledFunction implements RequestHandler<ScheduledEvent, String> {
    private final Supplier<String> work;

    protected ScheduledFunction(Supplier<String> work) {
        this.work = work;
    }

    @Override
    public final String handleRequest(ScheduledEvent event, Context context) {
        return Logged.run(context, context.getAwsRequestId(), work);
    }
}
