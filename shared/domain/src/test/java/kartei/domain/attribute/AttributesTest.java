package kartei.domain.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import kartei.domain.Medium;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributesTest {
    private static final Attributes NEW = Attributes.of(0, List.of(), List.of());

    @Test
    @DisplayName("S1, S32: a new workspace begins with VIP and the standard attributes, on, in this order")
    void beginsWithTheStandardAttributes() {
        assertThat(NEW.inOrder()).filteredOn(definition -> definition.kind() == AttributeKind.STANDARD)
                .allMatch(AttributeDefinition::enabled)
                .extracting(definition -> definition.key().value())
                .containsExactly("vip", "firstName", "lastName", "email", "phone", "accountId", "jobTitle");
        assertThat(NEW.inOrder().subList(0, 7)).allMatch(definition -> definition.kind() == AttributeKind.STANDARD);
        assertThat(NEW.vipEnabled()).isTrue();
    }

    @Test
    @DisplayName("S14: platform attributes are known per medium and off at the start")
    void knowsPlatformAttributesPerMedium() {
        assertThat(NEW.inOrder()).filteredOn(definition -> definition.kind() == AttributeKind.PLATFORM)
                .noneMatch(AttributeDefinition::enabled)
                .allMatch(definition -> definition.media().size() == 1)
                .extracting(definition -> definition.key().value())
                .contains("x-handle", "x-followers", "x-bio", "x-location", "instagram-handle", "facebook-profile-name",
                        "whatsapp-profile-name", "whatsapp-phone", "messenger-page-url", "messenger-browser-language");
        for (var medium : Medium.values()) {
            assertThat(BuiltInAttributes.platformOf(medium)).isNotEmpty()
                    .allMatch(definition -> definition.key().value().startsWith(medium.word() + "-"));
        }
    }

    @Test
    @DisplayName("S8: what is stored stands in the stored order; built-in ones that it does not know stand behind")
    void standsInTheStoredOrder() {
        var tier = custom("01", "tier");
        var attributes = Attributes.of(4, List.of("tier", "x-bio", "EMAIL", "gone", "vip"), List.of(tier));

        assertThat(attributes.stamp()).isEqualTo(4);
        assertThat(attributes.inOrder()).hasSize(NEW.inOrder().size() + 1)
                .extracting(definition -> definition.key().value())
                .startsWith("tier", "x-bio", "email", "vip", "firstName");
        assertThat(attributes.positionOf(new AttributeKey("email"))).isEqualTo(2);
        assertThat(attributes.find("TIER")).contains(tier);
        assertThat(attributes.withId("01")).contains(tier);
        assertThat(attributes.find("gone")).isEmpty();
        assertThat(attributes.find("no key")).isEmpty();
    }

    @Test
    void leavesOutACustomDefinitionThatTheOrderLacks() {
        assertThat(Attributes.of(1, List.of("email"), List.of(custom("01", "tier"))).find("tier")).isEmpty();
    }

    @Test
    void takesTheStoredFormOfABuiltInOne() {
        var off = BuiltInAttributes.withFoldedKey("vip").orElseThrow().withEnabled(false).withVersion(1);

        assertThat(Attributes.of(1, List.of(), List.of(off)).vipEnabled()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            kind     | enabled | on x  | medium    | applies | shown
            custom   | true    | -     | x         | true    | true
            custom   | true    | -     | email     | true    | true
            custom   | false   | -     | x         | true    | false
            standard | true    | -     | instagram | true    | true
            platform | true    | true  | x         | true    | true
            platform | true    | false | x         | true    | false
            platform | false   | true  | x         | true    | false
            platform | true    | true  | instagram | false   | false
            """)
    @DisplayName("S18, S23, S24: where an attribute applies, and where agents see it")
    void showsWhereItAppliesAndIsOn(
            String kind,
            boolean enabled,
            String onX,
            String medium,
            boolean applies,
            boolean shown) {
        var media = onX.equals("-") ? Map.<Medium, Boolean>of() : Map.of(Medium.X, Boolean.valueOf(onX));
        var definition = new AttributeDefinition("id", new AttributeKey("key"), "Label",
                AttributeKind.valueOf(kind.toUpperCase(Locale.ROOT)), AttributeType.TEXT, Format.TEXT, List.of(),
                enabled, media, false, false, 1);

        assertThat(definition.appliesTo(Medium.of(medium).orElseThrow())).isEqualTo(applies);
        assertThat(definition.shownOn(Medium.of(medium).orElseThrow())).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            named    | option
            o1       | o1
            Gold     | o1
            ' gOLD ' | o1
            Silver   | o2
            o3       | -
            Bronze   | -
            """)
    @DisplayName("S12: an option is named by its id or its label")
    void findsAnOptionByIdOrLabel(String named, String option) {
        var tier = custom("01", "tier").withOptions(List.of(new Option("o1", "Gold"), new Option("o2", "Silver")));

        assertThat(tier.optionNamed(named).map(Option::id).orElse(null)).isEqualTo(option);
    }

    private static AttributeDefinition custom(String id, String key) {
        return new AttributeDefinition(id, new AttributeKey(key), key, AttributeKind.CUSTOM, AttributeType.DROPDOWN,
                Format.TEXT, List.of(), true, Map.of(), false, false, 1);
    }
}
