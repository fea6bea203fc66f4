package kartei.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeType;
import kartei.domain.contact.Clearing.Target;
import org.junit.jupiter.api.Test;

class ClearingTest {
    private static final Clearing ATTRIBUTE = new Clearing("01", AttributeType.DROPDOWN,
            new Target.Everything(new AttributeKey("tier"), "Tier"));
    private static final Clearing OPTION = new Clearing("01", AttributeType.DROPDOWN,
            new Target.Options("02", Set.of("gold")));

    @Test
    void leavesNothingOfADeletedAttribute() {
        var values = values(Map.of(Source.AGENT, "silver"));

        assertThat(ATTRIBUTE.affects(values)).isTrue();
        assertThat(ATTRIBUTE.leftOf(values, 9)).isEqualTo(AttributeValues.NONE);
        assertThat(ATTRIBUTE.affects(AttributeValues.NONE)).isFalse();
    }

    @Test
    void leavesOtherOptionsOfOtherSources() {
        var both = values(Map.of(Source.AGENT, "gold", Source.CRM, "silver"));

        assertThat(OPTION.affects(both)).isTrue();
        assertThat(OPTION.leftOf(both, 9))
                .isEqualTo(new AttributeValues(values(Map.of(Source.CRM, "silver")).bySource(), 9));
        assertThat(OPTION.affects(values(Map.of(Source.AGENT, "silver")))).isFalse();
    }

    private static AttributeValues values(Map<Source, String> bySource) {
        var values = AttributeValues.NONE;
        for (var source : bySource.keySet()) {
            var value = new StoredValue(Optional.ofNullable(bySource.get(source)).orElseThrow(), Instant.EPOCH,
                    Optional.empty());
            values = values.with(source, value, 1);
        }
        return values;
    }
}
