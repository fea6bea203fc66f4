package kartei.storage;

import java.util.List;
import java.util.stream.Collectors;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What must hold of the item that a write meets.
public sealed interface Condition {
    record Exists(List<String> path) implements Condition {}

    record Missing(List<String> path) implements Condition {}

    /// Does not print what it compares with: that is what the item holds.
    record Compared(List<String> path, String operator, AttributeValue value) implements Condition {
        @Override
        public String toString() {
            return "Compared[" + path + " " + operator + "]";
        }
    }

    /// Does not print the element.
    record Lacks(List<String> path, String element) implements Condition {
        @Override
        public String toString() {
            return "Lacks[" + path + "]";
        }
    }

    record All(List<Condition> parts) implements Condition {}

    record Any(List<Condition> parts) implements Condition {}

    /// There is such an item.
    static Condition present() {
        return exists(Fields.PK);
    }

    /// There is no such item.
    static Condition absent() {
        return missing(Fields.PK);
    }

    static Condition exists(String... path) {
        return new Exists(List.of(path));
    }

    static Condition missing(String... path) {
        return new Missing(List.of(path));
    }

    static Condition equal(String name, String value) {
        return new Compared(List.of(name), "=", AttributeValue.fromS(value));
    }

    static Condition equal(String name, long value) {
        return new Compared(List.of(name), "=", AttributeValue.fromN(Long.toString(value)));
    }

    static Condition below(String name, long value) {
        return new Compared(List.of(name), "<", AttributeValue.fromN(Long.toString(value)));
    }

    static Condition below(String name, String value) {
        return new Compared(List.of(name), "<", AttributeValue.fromS(value));
    }

    static Condition atMost(String name, String value) {
        return new Compared(List.of(name), "<=", AttributeValue.fromS(value));
    }

    /// The set in this field does not have the element; a set that is not there has none.
    static Condition lacks(String name, String element) {
        return new Lacks(List.of(name), element);
    }

    static Condition above(String name, String value) {
        return new Compared(List.of(name), ">", AttributeValue.fromS(value));
    }

    /// The list has exactly these elements.
    static Condition equal(String name, List<String> values) {
        return new Compared(List.of(name), "=", StoredTexts.of(values));
    }

    /// The item is at this version; 0 is that of an item that was never written.
    static Condition atVersion(long version) {
        return version == 0 ? missing(Fields.VERSION) : equal(Fields.VERSION, version);
    }

    static Condition all(Condition... parts) {
        return new All(List.of(parts));
    }

    static Condition any(Condition... parts) {
        return new Any(List.of(parts));
    }

    default String render(Placeholders placeholders) {
        return switch (this) {
            case Exists(var path) -> "attribute_exists(" + placeholders.path(path) + ")";
            case Missing(var path) -> "attribute_not_exists(" + placeholders.path(path) + ")";
            case Compared(var path, var operator, var value) ->
                placeholders.path(path) + " " + operator + " " + placeholders.value(value);
            case Lacks(var path, var element) -> "NOT contains(" + placeholders.path(path) + ", "
                    + placeholders.value(AttributeValue.fromS(element)) + ")";
            case All(var parts) -> joined(parts, " AND ", placeholders);
            case Any(var parts) -> joined(parts, " OR ", placeholders);
        };
    }

    private static String joined(List<Condition> parts, String operator, Placeholders placeholders) {
        return parts.stream().map(part -> "(" + part.render(placeholders) + ")").collect(Collectors.joining(operator));
    }

    /// Several conditions as one.
    static Condition allOf(List<Condition> parts) {
        return all(parts.toArray(Condition[]::new));
    }
}
