package kartei.storage;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Which sort keys of a partition a query reads.
public sealed interface Range {
    record All() implements Range {}

    record Prefix(String prefix) implements Range {}

    /// Both ends belong to it.
    record Between(String from, String to) implements Range {}

    record Below(String end) implements Range {}

    record Above(String end) implements Range {}

    default String render(String field, Placeholders placeholders) {
        return switch (this) {
            case All() -> "";
            case Prefix(var prefix) ->
                " AND begins_with(" + placeholders.name(field) + ", " + text(prefix, placeholders) + ")";
            case Between(var from, var to) -> " AND " + placeholders.name(field) + " BETWEEN "
                    + text(from, placeholders) + " AND " + text(to, placeholders);
            case Below(var end) -> " AND " + placeholders.name(field) + " < " + text(end, placeholders);
            case Above(var end) -> " AND " + placeholders.name(field) + " > " + text(end, placeholders);
        };
    }

    private static String text(String value, Placeholders placeholders) {
        return placeholders.value(AttributeValue.fromS(value));
    }
}
