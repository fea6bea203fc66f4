package kartei.testkit;

import java.util.List;
import java.util.Map;

import kartei.testkit.Images.ItemKey;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/// The capacity units of a call by AWS's rules. DynamoDB Local reports plain reads and writes right, and those are taken
/// from its answers; it reports transactions wrong and refused writes not at all, and those are computed from the stored
/// items: a transaction costs twice on the table, also for what it only checks, and once on the indexes; a refused write
/// costs what the item costs that refused it.
final class Prices {
    private static final int TRANSACTION_FACTOR = 2;

    private final Images images;

    Prices(Images images) {
        this.images = images;
    }

    /// What must be looked up before `request` runs, so that it can be priced after.
    Map<ItemKey, Map<String, AttributeValue>> before(SdkRequest request) {
        return request instanceof TransactWriteItemsRequest transaction ? images.read(keys(transaction)) : Map.of();
    }

    Units of(SdkRequest request, SdkResponse response, Map<ItemKey, Map<String, AttributeValue>> before) {
        return switch (request) {
            case TransactWriteItemsRequest write -> Units.ofWrite(transaction(write, before, images.read(keys(write))));
            case TransactGetItemsRequest get -> Units.ofRead(transaction(get));
            default -> reported(response);
        };
    }

    private static Units reported(SdkResponse response) {
        return switch (response) {
            case GetItemResponse get -> Units.ofRead(sum(List.of(get.consumedCapacity())));
            case QueryResponse query -> Units.ofRead(sum(List.of(query.consumedCapacity())));
            case ScanResponse scan -> Units.ofRead(sum(List.of(scan.consumedCapacity())));
            case BatchGetItemResponse batch -> Units.ofRead(sum(batch.consumedCapacity()));
            case PutItemResponse put -> Units.ofWrite(sum(List.of(put.consumedCapacity())));
            case UpdateItemResponse update -> Units.ofWrite(sum(List.of(update.consumedCapacity())));
            case DeleteItemResponse delete -> Units.ofWrite(sum(List.of(delete.consumedCapacity())));
            case BatchWriteItemResponse batch -> Units.ofWrite(sum(batch.consumedCapacity()));
            default -> Units.NONE;
        };
    }

    private static double sum(List<ConsumedCapacity> reports) {
        return reports.stream().mapToDouble(ConsumedCapacity::capacityUnits).sum();
    }

    /// What a refusal cost; any other failure is free.
    Units ofFailure(SdkRequest request, Throwable failure, Map<ItemKey, Map<String, AttributeValue>> before) {
        return switch (request) {
            case TransactWriteItemsRequest write when failure instanceof TransactionCanceledException ->
                Units.ofWrite(transaction(write, before, before));
            case PutItemRequest _,UpdateItemRequest _,DeleteItemRequest _ when failure instanceof ConditionalCheckFailedException -> {
                var item = images.read(key(request));
                yield Units.ofWrite(TableShape.writeUnits(item, item));
            }
            default -> Units.NONE;
        };
    }

    private ItemKey key(SdkRequest request) {
        return switch (request) {
            case PutItemRequest put -> key(put.tableName(), put.item());
            case UpdateItemRequest update -> new ItemKey(update.tableName(), update.key());
            case DeleteItemRequest delete -> new ItemKey(delete.tableName(), delete.key());
            default -> throw new IllegalArgumentException("no write of one item");
        };
    }

    private double transaction(
            TransactWriteItemsRequest request,
            Map<ItemKey, Map<String, AttributeValue>> before,
            Map<ItemKey, Map<String, AttributeValue>> after) {
        return keys(request).stream()
                .mapToDouble(key -> transaction(images.shape(key.table()), before.getOrDefault(key, Map.of()),
                        after.getOrDefault(key, Map.of())))
                .sum();
    }

    private static double transaction(
            TableShape shape,
            Map<String, AttributeValue> before,
            Map<String, AttributeValue> after) {
        return TRANSACTION_FACTOR * TableShape.writeUnits(before, after) + shape.indexUnits(before, after);
    }

    private double transaction(TransactGetItemsRequest request) {
        return request.transactItems()
                .stream()
                .map(item -> images.read(new ItemKey(item.get().tableName(), item.get().key())))
                .mapToDouble(item -> TRANSACTION_FACTOR * TableShape.readUnits(item))
                .sum();
    }

    private List<ItemKey> keys(TransactWriteItemsRequest request) {
        return request.transactItems().stream().map(this::key).toList();
    }

    private ItemKey key(TransactWriteItem action) {
        if (action.put() != null) {
            return key(action.put().tableName(), action.put().item());
        }
        if (action.update() != null) {
            return new ItemKey(action.update().tableName(), action.update().key());
        }
        if (action.delete() != null) {
            return new ItemKey(action.delete().tableName(), action.delete().key());
        }
        return new ItemKey(action.conditionCheck().tableName(), action.conditionCheck().key());
    }

    private ItemKey key(String table, Map<String, AttributeValue> item) {
        return new ItemKey(table, images.shape(table).keyOf(item));
    }
}
