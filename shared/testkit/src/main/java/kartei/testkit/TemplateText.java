package kartei.testkit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/// A template's text as plain maps, lists and scalars; CloudFormation's short tags become their long form.
final class TemplateText {
    private TemplateText() {}

    static Object read(Path file) {
        try {
            var settings = LoadSettings.builder().setMaxAliasesForCollections(0).build();
            var tree = new Load(settings, new ShortTags(settings)).loadFromString(Files.readString(file));
            return tree == null ? "" : filled(file + ": ", tree);
        } catch (NoSuchFileException _) {
            throw new TemplateException(file.toString(), "there is no such file");
        } catch (CharacterCodingException _) {
            throw new TemplateException(file.toString(), "is not UTF-8 text");
        } catch (IOException unreadable) {
            throw new TemplateException(file.toString(), "cannot be read (" + unreadable.getMessage() + ")");
        } catch (MarkedYamlEngineException broken) {
            var line = broken.getProblemMark().map(Mark::getLine).map(number -> " in line " + (number + 1)).orElse("");
            throw new TemplateException(file.toString(), "is not YAML" + line + ": " + oneLine(broken.getProblem()));
        } catch (YamlEngineException broken) {
            throw new TemplateException(file.toString(),
                    "is not YAML: " + oneLine(String.valueOf(broken.getMessage())));
        }
    }

    private static Object filled(String path, @Nullable Object node) {
        switch (node) {
            case null -> throw new TemplateException(path, "is empty");
            case Map<?, ?> map ->
                map.forEach((name, value) -> filled(path + (path.endsWith(" ") ? "" : ".") + name, value));
            case List<?> list -> list.forEach(item -> filled(path, item));
            default -> {
            }
        }
        return node;
    }

    private static String oneLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static final class ShortTags extends StandardConstructor {
        ShortTags(LoadSettings settings) {
            super(settings);
            tagConstructors.put(new Tag("!Ref"), node -> Map.of("Ref", content(node)));
            tagConstructors.put(new Tag("!Condition"), node -> Map.of("Condition", content(node)));
            tagConstructors.put(new Tag("!GetAtt"), node -> Map.of("Fn::GetAtt", attribute(content(node))));
            for (var name : List.of("Sub", "If", "Equals", "Not", "And", "Or", "Join", "Split")) {
                tagConstructors.put(new Tag("!" + name), node -> Map.of("Fn::" + name, content(node)));
            }
        }

        private Object content(Node node) {
            return switch (node) {
                case ScalarNode scalar -> scalar.getValue();
                case SequenceNode sequence -> constructSequence(sequence);
                case MappingNode mapping -> constructMapping(mapping);
                default -> throw new YamlEngineException("a tag on something that is no value");
            };
        }

        private static Object attribute(Object content) {
            return content instanceof String text ? List.of(text.split("\\.", 2)) : content;
        }
    }
}
