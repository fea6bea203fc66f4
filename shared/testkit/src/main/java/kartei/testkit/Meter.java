package kartei.testkit;

import java.util.Map;
import java.util.Optional;

import kartei.testkit.Images.ItemKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/// Watches the clients that it intercepts, and tells what an action cost: its calls, its round trips, its capacity units.
///
/// One action is measured at a time; what happens outside of [#measure(Runnable)] is neither counted nor slowed down.
public final class Meter implements ExecutionInterceptor {
    private static final ExecutionAttribute<Watched> CALL = new ExecutionAttribute<>("kartei.testkit.Meter");

    private final Prices prices;
    private volatile @Nullable Steps steps;

    private record Watched(Steps steps, Steps.Open call, Map<ItemKey, Map<String, AttributeValue>> before) {}

    /// `unwatched` reads what has to be read for a price.
    public Meter(DynamoDbClient unwatched) {
        this.prices = new Prices(new Images(unwatched));
    }

    /// Runs `action` on this thread; other threads may take part.
    public Bill measure(Runnable action) {
        var measured = new Steps(Thread.currentThread());
        steps = measured;
        try {
            action.run();
        } finally {
            steps = null;
        }
        return measured.bill();
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        var measured = steps;
        if (measured == null) {
            return;
        }
        var service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
        var call = measured.begin(service, attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
        attributes.putAttribute(CALL, new Watched(measured, call, prices.before(context.request())));
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        if (attributes.getAttribute(CALL) == null) {
            return context.request();
        }
        var total = ReturnConsumedCapacity.TOTAL;
        return switch (context.request()) {
            case GetItemRequest get -> get.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query -> query.toBuilder().returnConsumedCapacity(total).build();
            case ScanRequest scan -> scan.toBuilder().returnConsumedCapacity(total).build();
            case BatchGetItemRequest batch -> batch.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest put -> put.toBuilder().returnConsumedCapacity(total).build();
            case UpdateItemRequest update -> update.toBuilder().returnConsumedCapacity(total).build();
            case DeleteItemRequest delete -> delete.toBuilder().returnConsumedCapacity(total).build();
            case BatchWriteItemRequest batch -> batch.toBuilder().returnConsumedCapacity(total).build();
            default -> context.request();
        };
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        watched(attributes).ifPresent(watched -> watched.call().attempt());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        watched(attributes).ifPresent(watched -> watched.steps()
                .end(watched.call(), prices.of(context.request(), context.response(), watched.before())));
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        watched(attributes).ifPresent(watched -> watched.steps()
                .end(watched.call(), prices.ofFailure(context.request(), context.exception(), watched.before())));
    }

    private static Optional<Watched> watched(ExecutionAttributes attributes) {
        return Optional.ofNullable(attributes.getAttribute(CALL));
    }
}
