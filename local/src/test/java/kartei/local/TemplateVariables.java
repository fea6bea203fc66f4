package kartei.local;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import kartei.testkit.Project;
import kartei.testkit.Template;

/// The names of the variables that `template.yaml` writes down, with those that have no value on AWS: `sam local` and the local
/// system set no others.
final class TemplateVariables {
    /// Read by Powertools itself.
    private static final String POWERTOOLS = "POWERTOOLS_";
    private static final Pattern BLOCK = Pattern.compile("^( *)Variables:\\R((?:\\1  .*\\R)+)", Pattern.MULTILINE);
    private static final Pattern NAME = Pattern.compile("^ *([A-Z][A-Z0-9_]*):", Pattern.MULTILINE);

    private TemplateVariables() {}

    /// Those of one function, the ones that all functions have among them.
    static Set<String> of(Template.Function function) {
        var names = new TreeSet<>(in("Globals"));
        names.addAll(in(function.logicalId()));
        return names;
    }

    private static Set<String> in(String block) {
        return BLOCK.matcher(section(block))
                .results()
                .flatMap(variables -> NAME.matcher(variables.group(2)).results())
                .map(name -> name.group(1))
                .filter(name -> !name.startsWith(POWERTOOLS))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The lines under a name, up to the next one as far to the left.
    private static String section(String name) {
        var lines = Project.text("template.yaml").lines().toList();
        var start = lines
                .indexOf(lines.stream().filter(line -> line.strip().equals(name + ":")).findFirst().orElseThrow());
        var indent = indentOf(lines.get(start));
        return lines.subList(start + 1, lines.size())
                .stream()
                .takeWhile(line -> line.isBlank() || indentOf(line) > indent)
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static int indentOf(String line) {
        return line.length() - line.stripLeading().length();
    }

    /// A check on this reader: what it finds is what the template gives, and what has no value.
    static List<String> missedIn(Template.Function function) {
        var found = of(function);
        return function.variables()
                .keySet()
                .stream()
                .filter(name -> !name.startsWith(POWERTOOLS) && !found.contains(name))
                .toList();
    }
}
