package kartei.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;

@DisplayName("S5, S19: of several sources")
class AttributeValuesTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            sources,                  kept by the CRM, counts
            AGENT,                    false,           AGENT
            AGENT BOT,                false,           AGENT
            AGENT BOT IMPORT,         false,           AGENT
            BOT IMPORT,               false,           BOT
            IMPORT,                   false,           IMPORT
            PLATFORM,                 false,           PLATFORM
            CRM AGENT BOT IMPORT,     true,            CRM
            CRM AGENT BOT IMPORT,     false,           AGENT
            CRM IMPORT,               true,            CRM
            CRM IMPORT,               false,           IMPORT
            CRM,                      true,            CRM
            CRM,                      false,           none
            AGENT BOT,                true,            AGENT
            '',                       true,            none
            """)
    void oneCountsByAFixedPrecedence(String sources, boolean crmManaged, String counts) {
        var values = values(source -> source.word(), sources);

        var effective = values.effectiveSource(text().withCrm(crmManaged, false));

        assertThat(effective.map(Source::name).orElse("none")).isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, textBlock = """
            options that are left, counts, shown
            agent bot crm,         CRM,    CRM AGENT BOT
            agent bot,             AGENT,  AGENT BOT
            bot,                   BOT,    BOT
            other,                 none,   ''
            """)
    @DisplayName("S12: one counts whose option is there")
    void theOptionMustBeThere(String left, String counts, String shown) {
        var values = values(source -> source.word(), "AGENT BOT CRM");
        var options = Arrays.stream(left.split(" ", -1)).map(id -> new Option(id, id)).toList();
        var dropdown = definition(AttributeType.DROPDOWN, options).withCrm(true, false);

        assertThat(values.effectiveSource(dropdown).map(Source::name).orElse("none")).isEqualTo(counts);
        assertThat(values.sideBySide(dropdown).keySet().stream().map(Source::name).collect(Collectors.joining(" ")))
                .isEqualTo(shown);
    }

    @Test
    void ageHasNoSay() {
        var values = AttributeValues.NONE.with(Source.AGENT, new StoredValue("old", AT, Optional.empty()), 1)
                .with(Source.BOT, new StoredValue("new", AT.plusSeconds(60), Optional.empty()), 2);

        assertThat(values.effectiveSource(text())).hasValue(Source.AGENT);
    }

    private static AttributeValues values(Function<Source, String> text, String sources) {
        var bySource = Arrays.stream(sources.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Source::valueOf)
                .collect(Collectors.toMap(source -> source,
                        source -> new StoredValue(text.apply(source), AT, Optional.empty())));
        return new AttributeValues(Map.copyOf(bySource), 1);
    }

    private static AttributeDefinition text() {
        return definition(AttributeType.TEXT, List.of());
    }

    private static AttributeDefinition definition(AttributeType type, List<Option> options) {
        return new AttributeDefinition("id", new AttributeKey("key"), "Key", AttributeKind.CUSTOM, type, Format.TEXT,
                options, true, Map.of(), false, false, 1);
    }
}
