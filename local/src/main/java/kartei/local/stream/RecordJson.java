package kartei.local.stream;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import kartei.local.JsonTrees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/// A stream record in the JSON that Lambda puts into its events.
record RecordJson(String streamArn) {

    String of(Record change) {
        var json = JsonTrees.object()
                .put("eventID", change.eventID())
                .put("eventName", change.eventNameAsString())
                .put("eventVersion", change.eventVersion())
                .put("eventSource", "aws:dynamodb")
                .put("awsRegion", change.awsRegion());
        json.set("dynamodb", dynamodb(change));
        if (change.userIdentity() != null) {
            json.putObject("userIdentity")
                    .put("type", change.userIdentity().type())
                    .put("principalId", change.userIdentity().principalId());
        }
        return json.put("eventSourceARN", streamArn).toString();
    }

    private static ObjectNode dynamodb(Record change) {
        var stream = change.dynamodb();
        var json = JsonTrees.object()
                .put("ApproximateCreationDateTime", stream.approximateCreationDateTime().getEpochSecond());
        if (stream.hasKeys()) {
            json.set("Keys", map(stream.keys()));
        }
        if (stream.hasNewImage()) {
            json.set("NewImage", map(stream.newImage()));
        }
        if (stream.hasOldImage()) {
            json.set("OldImage", map(stream.oldImage()));
        }
        return json.put("SequenceNumber", stream.sequenceNumber())
                .put("SizeBytes", stream.sizeBytes())
                .put("StreamViewType", stream.streamViewTypeAsString());
    }

    private static ObjectNode map(Map<String, AttributeValue> fields) {
        var json = JsonTrees.object();
        fields.forEach((name, value) -> json.set(name, value(value)));
        return json;
    }

    private static JsonNode value(AttributeValue value) {
        var json = JsonTrees.object();
        return switch (value.type()) {
            case S -> json.put("S", value.s());
            case N -> json.put("N", value.n());
            case BOOL -> json.put("BOOL", value.bool());
            case NUL -> json.put("NULL", true);
            case B -> json.put("B", base64(value.b()));
            case SS -> json.set("SS", texts(value.ss()));
            case NS -> json.set("NS", texts(value.ns()));
            case BS -> json.set("BS", texts(value.bs().stream().map(RecordJson::base64).toList()));
            case M -> json.set("M", map(value.m()));
            case L -> {
                var list = JsonTrees.array();
                value.l().forEach(element -> list.add(value(element)));
                yield json.set("L", list);
            }
            // DynamoDB Local 3.3.1 leaves the type of an empty map out of its stream; AWS does not.
            case UNKNOWN_TO_SDK_VERSION -> json.set("M", JsonTrees.object());
        };
    }

    private static String base64(SdkBytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.asByteArrayUnsafe());
    }

    private static ArrayNode texts(List<String> texts) {
        var list = JsonTrees.array();
        texts.forEach(list::add);
        return list;
    }
}
