package kartei.function.viprouting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.api.stream.RowChange;

/// Which records are looked at, and which are passed over without reading anything.
class OccasionTest {
    private static final String CONTACT = "CON#w1#01ARZ3NDEKTSV4RRFFQ69G5FAV";

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            what                                | SK   | before         | after          | looked at
            a contact becomes VIP               | C~   | vip=false      | vip=true       | true
            a contact stops being VIP           | C~   | vip=true       | vip=false      | true
            a contact that begins as VIP        | C~   | -              | vip=true       | true
            a contact that begins               | C~   | -              | vip=false      | false
            another change of a contact         | C~   | vip=false      | vip=false      | false
            another change of a VIP             | C~   | vip=true       | vip=true       | false
            a contact gets a value              | C~   | values=        | values=a       | true
            a value of a contact changes        | C~   | values=a       | values=b       | true
            a contact that begins with values   | C~   | -              | values=a       | true
            a contact that begins without       | C~   | -              | values=        | false
            a contact that is removed           | C~   | vip=true       | -              | false
            a conversation begins               | C#1  | -              | rev=1          | true
            a message                           | C#1  | rev=1          | rev=2          | true
            its own echo                        | C#1  | rev=2          | rev=2          | false
            a conversation that is removed      | C#1  | rev=2          | -              | false
            images without what tells an echo   | C#1  | other=1        | other=1        | true
            an activity                         | C~A  | -              | rev=1          | false
            a membership                        | G#vip| -              | rev=1          | false
            """)
    void looksAtWhatConcernsTheStanding(
            String what,
            String sk,
            @Nullable String before,
            @Nullable String after,
            boolean lookedAt) {
        var change = new RowChange(CONTACT, sk, image(before), image(after));

        assertThat(Occasion.of(change).isPresent()).as(what).isEqualTo(lookedAt);
        Occasion.of(change).ifPresent(owner -> {
            assertThat(owner.workspace().value()).isEqualTo("w1");
            assertThat(owner.contact().value()).isEqualTo("01ARZ3NDEKTSV4RRFFQ69G5FAV");
        });
    }

    @ParameterizedTest
    @CsvSource({"DEF#w1", "CON#w1", "CON#w1#x", "CON#w1#01ARZ3NDEKTSV4RRFFQ69G5FAV#x", "WSP#w1", "x"})
    void passesOverWhatIsNoContacts(String pk) {
        assertThat(Occasion.of(new RowChange(pk, "C~", image("vip=false"), image("vip=true")))).isEmpty();
    }

    private static Map<String, AttributeValue> image(@Nullable String field) {
        var image = new HashMap<String, AttributeValue>();
        Optional.ofNullable(field).map(text -> text.split("=", 2)).ifPresent(parts -> {
            var value = new AttributeValue();
            image.put(parts[0], switch (parts[0]) {
                case "vip" -> value.withBOOL(Boolean.valueOf(parts[1]));
                case "values" -> value.withM(parts[1].isEmpty() ? Map.of() : Map.of(parts[1], new AttributeValue("x")));
                default -> value.withN(parts[1]);
            });
        });
        return image;
    }
}
