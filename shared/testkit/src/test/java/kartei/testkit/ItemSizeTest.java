package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemSizeTest {
    @ParameterizedTest
    @MethodSource
    void countsNameAndValue(AttributeValue value, long bytes) {
        assertThat(ItemSize.bytes(Map.of("name", value))).isEqualTo("name".length() + bytes);
    }

    static Stream<Arguments> countsNameAndValue() {
        return Stream.of(Arguments.of(AttributeValue.fromS("four"), 4), Arguments.of(AttributeValue.fromS("ÄÖ"), 4),
                Arguments.of(AttributeValue.fromN("0"), 2), Arguments.of(AttributeValue.fromN("12"), 2),
                Arguments.of(AttributeValue.fromN("123"), 3), Arguments.of(AttributeValue.fromN("-123"), 4),
                Arguments.of(AttributeValue.fromN("1200000"), 2),
                Arguments.of(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[7])), 7),
                Arguments.of(AttributeValue.fromBool(true), 1), Arguments.of(AttributeValue.fromNul(true), 1),
                Arguments.of(AttributeValue.fromSs(List.of("ab", "c")), 3),
                Arguments.of(AttributeValue.fromL(List.of()), 3),
                Arguments.of(AttributeValue.fromL(List.of(AttributeValue.fromS("ab"))), 6),
                Arguments.of(AttributeValue.fromM(Map.of("k", AttributeValue.fromS("ab"))), 7));
    }
}
