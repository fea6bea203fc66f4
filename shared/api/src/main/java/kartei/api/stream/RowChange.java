package kartei.api.stream;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

/// One change of one item, as the stream tells it: its key, what was and what is. It may come again, and
/// it may be old: whoever acts on it reads the item itself. Does not print fields.
public record RowChange(String pk, String sk, Map<String, AttributeValue> before, Map<String, AttributeValue> after) {

    static RowChange of(StreamRecord record) {
        return new RowChange(text(record, "PK"), text(record, "SK"),
                Optional.ofNullable(record.getOldImage()).orElse(Map.of()),
                Optional.ofNullable(record.getNewImage()).orElse(Map.of()));
    }

    private static String text(StreamRecord record, String key) {
        return Optional.ofNullable(record.getKeys().get(key)).map(AttributeValue::getS).orElseThrow();
    }

    public boolean isRemoval() {
        return after.isEmpty();
    }

    public boolean isNew() {
        return before.isEmpty();
    }

    public Optional<Long> numberBefore(String field) {
        return Optional.ofNullable(before.get(field)).map(AttributeValue::getN).map(Long::valueOf);
    }

    public Optional<Long> numberAfter(String field) {
        return Optional.ofNullable(after.get(field)).map(AttributeValue::getN).map(Long::valueOf);
    }

    public Optional<Boolean> flagAfter(String field) {
        return Optional.ofNullable(after.get(field)).map(AttributeValue::getBOOL);
    }

    /// Whether the field is a map that has members now.
    public boolean hasMembers(String field) {
        return Optional.ofNullable(after.get(field))
                .map(AttributeValue::getM)
                .filter(map -> !map.isEmpty())
                .isPresent();
    }

    /// Whether the field is another one now, or came, or went.
    public boolean differs(String field) {
        return !Objects.equals(before.get(field), after.get(field));
    }

    @Override
    public String toString() {
        return "RowChange[" + pk + ", " + sk + "]";
    }
}
