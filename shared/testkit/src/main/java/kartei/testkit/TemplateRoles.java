package kartei.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import kartei.testkit.Template.Statement;

/// What the template's roles allow; `roles` are the properties of every role, by name.
record TemplateRoles(Map<String, TemplateBlock> roles) {

    /// The statements of the role whose ARN is the property `name`.
    List<Statement> statements(TemplateBlock properties, String name) {
        var arn = properties.requireText(name);
        var role = roles.get(arn.substring(arn.lastIndexOf('/') + 1));
        if (role == null) {
            throw properties.refused(name + " must be one of the template's roles");
        }
        var statements = new ArrayList<Statement>();
        for (var policy : role.blocks("Policies")) {
            policy.requireText("PolicyName");
            var document = policy.requireBlock("PolicyDocument");
            policy.end();
            document.requireText("Version");
            document.blocks("Statement").forEach(statement -> statements.add(statement(statement)));
            document.end();
        }
        role.end();
        return List.copyOf(statements);
    }

    private static Statement statement(TemplateBlock block) {
        var conditions = new LinkedHashMap<String, Map<String, List<String>>>();
        block.block("Condition").ifPresent(condition -> condition.children().forEach((operator, keys) -> {
            var values = new LinkedHashMap<String, List<String>>();
            keys.names().forEach(key -> values.put(key, keys.texts(key)));
            conditions.put(operator, Map.copyOf(values));
        }));
        var statement = new Statement(block.requireText("Effect"), block.texts("Action"), block.texts("Resource"),
                Map.copyOf(conditions));
        block.end();
        return statement;
    }
}
