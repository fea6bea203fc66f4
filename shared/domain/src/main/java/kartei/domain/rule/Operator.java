package kartei.domain.rule;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;

/// How a value is compared with what a contact group names (docs/rules.md, Contact groups).
public enum Operator {
    EQUALS("equals"),
    ANY_OF("anyOf"),
    CONTAINS("contains"),
    IS_SET("isSet"),
    GT("gt"),
    GTE("gte"),
    LT("lt"),
    LTE("lte");

    private static final Set<Format> ORDERED = Set.of(Format.NUMBER, Format.DATE);

    private final String word;

    Operator(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<Operator> of(String word) {
        return Arrays.stream(values()).filter(operator -> operator.word.equals(word)).findFirst();
    }

    /// Whether it asks which of two values is the greater one.
    public boolean isByOrder() {
        return compareTo(GT) >= 0;
    }

    /// Whether it says something of values of this attribute: only numbers and dates have an order.
    public boolean fits(AttributeDefinition definition) {
        return !isByOrder() || (definition.type() == AttributeType.TEXT && ORDERED.contains(definition.format()));
    }

    /// Whether it holds where comparing the value with the operand gives this sign.
    boolean accepts(int sign) {
        return switch (this) {
            case GT -> sign > 0;
            case GTE -> sign >= 0;
            case LT -> sign < 0;
            case LTE -> sign <= 0;
            case EQUALS, ANY_OF -> sign == 0;
            case CONTAINS, IS_SET -> false;
        };
    }
}
