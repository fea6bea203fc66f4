package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LimitGuardTest {
    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable();

    @Test
    void refusesAQueryOrScanWithoutALimitOnAnyClient(TestTable table) {
        assertThatThrownBy(() -> table.dynamo().scan(scan -> scan.tableName(table.name())))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no Limit");
        assertThatThrownBy(() -> table.dynamo()
                .query(query -> query.tableName(table.name())
                        .keyConditionExpression("PK = :pk")
                        .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS("a")))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has no Limit");
    }
}
