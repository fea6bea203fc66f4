package kartei.domain.rule;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Attributes;
import kartei.domain.attribute.Comparing;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.contact.Contact;
import kartei.domain.contact.StoredValue;

/// One thing that a contact group asks of the value that counts of an attribute. `attribute` is the id of its definition;
/// `operands` are what the value is compared with, of a dropdown the ids of options; of `isSet` whether it is to be there
/// (`true`) or not (`false`). Does not print them.
public record Criterion(String attribute, Operator op, List<String> operands) {
    /// What `isSet` asks for.
    public static final String SET = "true";

    public Criterion {
        operands = List.copyOf(operands);
    }

    /// What the contact has, as text: of a dropdown the id of the option; nothing when it has no value, or when there is no
    /// such attribute.
    public Optional<String> valueOf(Contact contact, Attributes attributes) {
        return attributes.withId(attribute).flatMap(definition -> {
            var values = contact.valuesOf(attribute);
            return values.effectiveSource(definition).flatMap(values::from).map(StoredValue::value);
        });
    }

    /// Whether the contact has such a value. `region` (ISO 3166) is where phone numbers without a country code are from. What
    /// asks for an attribute that is not there holds for nobody.
    public boolean holds(Contact contact, Attributes attributes, Optional<String> region) {
        var value = valueOf(contact, attributes);
        return attributes.withId(attribute)
                .filter(definition -> op == Operator.IS_SET ? value.isPresent() == operands.contains(SET)
                        : value.filter(text -> compares(definition, text, region)).isPresent())
                .isPresent();
    }

    private boolean compares(AttributeDefinition definition, String value, Optional<String> region) {
        return operands.stream().anyMatch(operand -> switch (op) {
            case EQUALS, ANY_OF -> isSame(definition, value, operand, region);
            case CONTAINS -> Wording.folded(shown(definition, value)).contains(Wording.folded(operand));
            case IS_SET, GT, GTE, LT, LTE -> isInOrder(definition, value, operand);
        });
    }

    private boolean isSame(AttributeDefinition definition, String value, String operand, Optional<String> region) {
        if (definition.type() == AttributeType.DROPDOWN) {
            return value.equals(operand);
        }
        var sign = sign(definition.format(), value, operand);
        return sign.isPresent() ? op.accepts(sign.getAsInt())
                : Comparing.form(definition.format(), value, region)
                        .equals(Comparing.form(definition.format(), operand, region))
                        && Comparing.form(definition.format(), operand, region).isPresent();
    }

    private boolean isInOrder(AttributeDefinition definition, String value, String operand) {
        var sign = sign(definition.format(), value, operand);
        return sign.isPresent() && op.accepts(sign.getAsInt());
    }

    private static String shown(AttributeDefinition definition, String value) {
        return definition.type() == AttributeType.DROPDOWN ? definition.option(value).map(Option::label).orElse("")
                : value;
    }

    /// Which of the two is greater; nothing where they have no order, also a number or date that a channel told as none.
    private static OptionalInt sign(Format format, String value, String operand) {
        if (format.violationOf(value, Optional.empty()).isPresent()
                || format.violationOf(operand, Optional.empty()).isPresent()) {
            return OptionalInt.empty();
        }
        return switch (format) {
            case NUMBER -> OptionalInt.of(new BigDecimal(value.strip()).compareTo(new BigDecimal(operand.strip())));
            case DATE -> OptionalInt.of(LocalDate.parse(value.strip()).compareTo(LocalDate.parse(operand.strip())));
            case TEXT, EMAIL, PHONE, URL -> OptionalInt.empty();
        };
    }

    @Override
    public String toString() {
        return "Criterion[" + attribute + " " + op.word() + "]";
    }
}
