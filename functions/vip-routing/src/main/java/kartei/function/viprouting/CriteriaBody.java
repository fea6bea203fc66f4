package kartei.function.viprouting;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Comparing;
import kartei.domain.attribute.Format;
import kartei.domain.attribute.Option;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import kartei.domain.workspace.Workspace;

/// Reads what a contact group asks for, `all` of a body, against the attributes that there are. An attribute that is off is
/// refused, unless the group as it was asks for it already.
final class CriteriaBody {
    private static final String ALL = "all";
    private static final String ATTRIBUTE = "attribute";
    private static final String VALUE = "value";
    private static final String OPERATORS = "equals, anyOf, contains, isSet, gt, gte, lt, lte";

    private final Workspace workspace;
    private final Optional<ContactGroup> before;

    CriteriaBody(Workspace workspace, Optional<ContactGroup> before) {
        this.workspace = workspace;
        this.before = before;
    }

    List<Criterion> read(Body body) {
        if (!body.has(ALL) || body.isNull(ALL)) {
            body.fault(ALL, "is required");
        }
        var parts = body.objects(ALL);
        parts.filter(list -> list.isEmpty() || list.size() > Limits.GROUP_CRITERIA_MAX)
                .ifPresent(_ -> body.fault(ALL, "must be 1 to " + Limits.GROUP_CRITERIA_MAX));
        return parts.orElse(List.of()).stream().flatMap(part -> criterion(part).stream()).toList();
    }

    private Optional<Criterion> criterion(Body part) {
        var definition = definition(part);
        part.requiredText("op");
        var op = part.word("op", Operator::of, OPERATORS);
        var operands = op.map(known -> operands(part, known));
        if (op.isEmpty()) {
            part.has(VALUE);
        }
        if (definition.isEmpty() || operands.isEmpty()) {
            return Optional.empty();
        }
        if (!op.get().fits(definition.get())) {
            part.fault("op", "is for numbers and dates only");
            return Optional.empty();
        }
        var stored = operands.get().stream().map(text -> operand(part, definition.get(), op.get(), text)).toList();
        return Optional.of(new Criterion(definition.get().id(), op.get(), stored));
    }

    private Optional<AttributeDefinition> definition(Body part) {
        var key = part.requiredText(ATTRIBUTE);
        var found = workspace.attributes().find(key).filter(definition -> !definition.isVip());
        if (part.text(ATTRIBUTE).isPresent() && found.isEmpty()) {
            part.fault(ATTRIBUTE, "is not the key of an attribute that has values");
        }
        found.filter(definition -> !definition.enabled() && !isUsed(definition))
                .ifPresent(_ -> part.fault(ATTRIBUTE, "is off"));
        return found;
    }

    private boolean isUsed(AttributeDefinition definition) {
        return before.filter(group -> group.uses(definition.id())).isPresent();
    }

    private static List<String> operands(Body part, Operator op) {
        var given = part.any(VALUE);
        var read = new ArrayList<String>();
        var fits = switch (op) {
            case IS_SET -> isSet(given, read);
            case ANY_OF -> given.filter(Json.Array.class::isInstance)
                    .map(Json.Array.class::cast)
                    .filter(list -> !list.elements().isEmpty() && list.elements().size() <= Limits.GROUP_OPERANDS_MAX)
                    .filter(list -> list.elements().stream().allMatch(element -> isText(element, read)))
                    .isPresent();
            case EQUALS, CONTAINS, GT, GTE, LT, LTE -> given.filter(value -> isText(value, read)).isPresent();
        };
        if (!fits) {
            part.fault(VALUE, switch (op) {
                case IS_SET -> "must be true or false";
                case ANY_OF -> "must be a list of 1 to " + Limits.GROUP_OPERANDS_MAX + " texts";
                case EQUALS, CONTAINS, GT, GTE, LT, LTE -> "must be a text";
            });
        }
        return read;
    }

    private static boolean isSet(Optional<Json> given, List<String> read) {
        return switch (given.orElseGet(() -> new Json.Flag(true))) {
            case Json.Flag(var flag) -> read.add(Boolean.toString(flag));
            default -> false;
        };
    }

    /// A number may be written as one.
    private static boolean isText(Json value, List<String> read) {
        return switch (value) {
            case Json.Text(var text) -> read.add(text.strip());
            case Json.Num(var number) -> read.add(number.toPlainString());
            default -> false;
        };
    }

    /// As it is stored: of a dropdown the option's id.
    private String operand(Body part, AttributeDefinition definition, Operator op, String text) {
        if (op == Operator.IS_SET) {
            return text;
        }
        if (text.isEmpty() || text.length() > Limits.GROUP_OPERAND_CHARS_MAX) {
            part.fault(VALUE, "must have 1 to " + Limits.GROUP_OPERAND_CHARS_MAX + " characters");
        } else if (op != Operator.CONTAINS && definition.type() == AttributeType.DROPDOWN) {
            var option = definition.optionNamed(text).map(Option::id);
            if (option.isEmpty()) {
                part.fault(VALUE, "is not an option of this attribute");
            }
            return option.orElse(text);
        } else if (op != Operator.CONTAINS) {
            part.fault(VALUE, violation(definition.format(), text));
        }
        return text;
    }

    private Optional<String> violation(Format format, String text) {
        return switch (format) {
            case NUMBER, DATE -> format.violationOf(text, Optional.empty());
            case PHONE -> Comparing.form(format, text, workspace.linkRule().region()).isPresent() ? Optional.empty()
                    : format.violationOf(text, workspace.linkRule().region())
                            .or(() -> Optional.of("is no phone number"));
            case TEXT, EMAIL, URL -> Optional.empty();
        };
    }
}
