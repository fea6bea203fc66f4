package kartei.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import kartei.domain.Medium;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.Profile;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;

/// S33: what each operator says of a value, by the format of the attribute.
class CriterionTest {
    private static final Instant AT = Instant.parse("2026-11-22T09:00:00Z");

    @ParameterizedTest
    @DisplayName("S33: operators by format")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            format   | value          | op       | operands       | holds
            text     | Gold           | EQUALS   | gold           | true
            text     | ' Straße '     | EQUALS   | STRASSE        | true
            text     | Gold           | EQUALS   | Golden         | false
            text     | -              | EQUALS   | gold           | false
            text     | 1.0            | EQUALS   | 1              | false
            text     | Gold           | ANY_OF   | tin,gold       | true
            text     | Iron           | ANY_OF   | tin,gold       | false
            text     | Golden         | CONTAINS | OLD            | true
            text     | Silver         | CONTAINS | old            | false
            text     | -              | CONTAINS | old            | false
            text     | x              | IS_SET   | true           | true
            text     | -              | IS_SET   | true           | false
            text     | x              | IS_SET   | false          | false
            text     | -              | IS_SET   | false          | true
            email    | Jo@Example.com | EQUALS   | jo@example.COM | true
            email    | jo@bücher.de   | EQUALS   | jo@xn--bcher-kva.de | true
            email    | jo@example.com | CONTAINS | @EXAMPLE.      | true
            phone    | 030 901820     | EQUALS   | +49 30 901820  | true
            phone    | 030 901821     | EQUALS   | +49 30 901820  | false
            url      | https://a.b/X  | EQUALS   | https://A.B/x  | true
            number   | 1.0            | EQUALS   | 1              | true
            number   | 2              | ANY_OF   | 1,2.00         | true
            number   | 10             | GT       | 9              | true
            number   | 9              | GT       | 9              | false
            number   | 9.0            | GTE      | 9              | true
            number   | 8.999          | GTE      | 9              | false
            number   | -3             | LT       | -2.5           | true
            number   | -2.5           | LT       | -2.5           | false
            number   | -2.5           | LTE      | -2.50          | true
            number   | 12k            | GT       | 1              | false
            number   | 12k            | EQUALS   | 12K            | true
            number   | -              | LT       | 5              | false
            date     | 2026-02-01     | GT       | 2026-01-31     | true
            date     | 2026-02-01     | LTE      | 2026-02-01     | true
            date     | 2026-02-30     | GT       | 2020-01-01     | false
            text     | 10             | GT       | 9              | false
            """)
    void comparesByTheFormat(String format, @Nullable String value, Operator op, String operands, boolean holds) {
        var definition = definition(AttributeType.TEXT, Format.of(format).orElseThrow(), List.of());

        assertThat(holds(definition, value, new Criterion("a", op, Arrays.asList(operands.split(",", -1)))))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @DisplayName("S33: a dropdown is compared by its option, whatever that is called now; contains looks at the label")
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            value | op       | operands | holds
            o1    | EQUALS   | o1       | true
            o1    | EQUALS   | Gold     | false
            o1    | ANY_OF   | o2,o1    | true
            o1    | CONTAINS | old      | true
            o2    | CONTAINS | old      | false
            gone  | IS_SET   | true     | false
            gone  | EQUALS   | gone     | false
            """)
    void comparesOptions(String value, Operator op, String operands, boolean holds) {
        var definition = definition(AttributeType.DROPDOWN, Format.TEXT,
                List.of(new Option("o1", "Gold"), new Option("o2", "Tin")));

        assertThat(holds(definition, value, new Criterion("a", op, Arrays.asList(operands.split(",", -1)))))
                .isEqualTo(holds);
    }

    @Test
    void looksAtTheValueThatCounts() {
        var definition = definition(AttributeType.TEXT, Format.TEXT, List.of());
        var values = new AttributeValues(Map.of(Source.CRM, said("crm"), Source.AGENT, said("agent")), 1);
        var contact = contact(Map.of("a", values));
        var criterion = new Criterion("a", Operator.EQUALS, List.of("crm"));

        assertThat(criterion.holds(contact, attributes(definition), Optional.empty())).isFalse();
        assertThat(criterion.holds(contact, attributes(definition.withCrm(true, false)), Optional.empty())).isTrue();
    }

    @Test
    void holdsForNobodyWhereTheAttributeIsGone() {
        var contact = contact(Map.of("a", new AttributeValues(Map.of(Source.AGENT, said("x")), 1)));

        for (var set : List.of("true", "false")) {
            assertThat(new Criterion("a", Operator.IS_SET, List.of(set)).holds(contact,
                    Attributes.of(0, List.of(), List.of()), Optional.empty())).isFalse();
        }
    }

    private static boolean holds(AttributeDefinition definition, @Nullable String value, Criterion criterion) {
        var values = Optional.ofNullable(value)
                .map(text -> Map.of("a", new AttributeValues(Map.of(Source.AGENT, said(text)), 1)))
                .orElse(Map.of());
        return criterion.holds(contact(values), attributes(definition), Optional.of("DE"));
    }

    private static Attributes attributes(AttributeDefinition definition) {
        return Attributes.of(1, List.of("a"), List.of(definition));
    }

    private static StoredValue said(String text) {
        return new StoredValue(text, AT, Optional.empty());
    }

    private static AttributeDefinition definition(AttributeType type, Format format, List<Option> options) {
        return new AttributeDefinition("a", new AttributeKey("a"), "A", AttributeKind.CUSTOM, type, format, options,
                true, Map.of(), false, false, 1);
    }

    private static Contact contact(Map<String, AttributeValues> values) {
        return new Contact(new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV"), "acme-ig", Medium.INSTAGRAM, "1",
                Optional.empty(), "i", Profile.EMPTY, values, false, 0, Set.of(), AT, AT, 1);
    }
}
