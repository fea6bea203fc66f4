package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a template demands of its parameters, as CloudFormation holds it against them before it makes anything.
record TemplateRules(String file, TemplateValues values) {

    void require(String name, Object rule) {
        var members = members(name, rule, Set.of("RuleCondition", "Assertions"));
        if (!(members.get("Assertions") instanceof List<?> assertions)) {
            throw refused(name, "has no list of Assertions");
        }
        var asked = Optional.ofNullable(members.get("RuleCondition")).map(values::truth).orElse(true);
        assertions.forEach(assertion -> hold(name, assertion, asked));
    }

    private void hold(String name, Object assertion, boolean asked) {
        var members = members(name, assertion, Set.of("Assert", "AssertDescription"));
        var holds = Optional.ofNullable(members.get("Assert")).map(values::truth);
        if (!holds.orElseThrow(() -> refused(name, "has an assertion without Assert")) && asked) {
            throw refused(name, String.valueOf(members.get("AssertDescription")));
        }
    }

    private Map<?, ?> members(String name, Object node, Set<String> known) {
        if (!(node instanceof Map<?, ?> members)) {
            throw refused(name, "must be a mapping");
        }
        members.keySet().stream().map(String::valueOf).filter(member -> !known.contains(member)).forEach(member -> {
            throw refused(name + "." + member, "is not known on one machine");
        });
        return members;
    }

    private TemplateException refused(String name, String what) {
        return new TemplateException(file + ": Rules." + name, what);
    }
}
