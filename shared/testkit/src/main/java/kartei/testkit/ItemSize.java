package kartei.testkit;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// How large an item is, by the rules that DynamoDB bills by: names and values, without any overhead of storage.
public final class ItemSize {
    /// What a list or map takes beside its elements, and what each element takes.
    private static final int DOCUMENT_BYTES = 3;
    private static final int ELEMENT_BYTES = 1;

    private ItemSize() {}

    /// In bytes; an item that is not there has none.
    public static long bytes(Map<String, AttributeValue> item) {
        return item.entrySet().stream().mapToLong(field -> text(field.getKey()) + value(field.getValue())).sum();
    }

    private static long value(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case N -> number(value.n());
            case B -> binary(value.b());
            case BOOL, NUL -> 1;
            case SS -> value.ss().stream().mapToLong(ItemSize::text).sum();
            case NS -> value.ns().stream().mapToLong(ItemSize::number).sum();
            case BS -> value.bs().stream().mapToLong(ItemSize::binary).sum();
            case L -> list(value.l());
            case M -> DOCUMENT_BYTES + bytes(value.m()) + (long) ELEMENT_BYTES * value.m().size();
            case UNKNOWN_TO_SDK_VERSION -> throw new IllegalArgumentException("a value of an unknown type");
        };
    }

    private static long list(List<AttributeValue> elements) {
        return DOCUMENT_BYTES + elements.stream().mapToLong(element -> ELEMENT_BYTES + value(element)).sum();
    }

    private static long text(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /// Two digits a byte, one for the exponent, one more for a sign.
    private static long number(String text) {
        var number = new BigDecimal(text).stripTrailingZeros();
        var pairs = (number.precision() + 1L) / 2;
        return pairs + 1 + (number.signum() < 0 ? 1 : 0);
    }

    private static long binary(SdkBytes bytes) {
        return bytes.asByteBuffer().remaining();
    }
}
