package kartei.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One mapping of a template, read property by property; `end` refuses by name what nobody read.
final class TemplateBlock {
    private final String path;
    private final TemplateValues values;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final Set<String> unread = new LinkedHashSet<>();

    TemplateBlock(String path, Object node, TemplateValues values) {
        this.path = path;
        this.values = values;
        if (!(node instanceof Map<?, ?> map)) {
            throw refused("must be a mapping");
        }
        map.forEach((key, value) -> properties.put(String.valueOf(key), value));
        unread.addAll(properties.keySet());
    }

    String path() {
        return path;
    }

    Set<String> names() {
        return properties.keySet();
    }

    boolean has(String name) {
        return value(name).isPresent();
    }

    Optional<String> text(String name) {
        return value(name).map(value -> switch (value) {
            case Map<?, ?> _,List<?> _ -> throw refused(name + " must be a text");
            default -> value.toString();
        });
    }

    String requireText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    Optional<Integer> number(String name) {
        return text(name).map(text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException _) {
                throw refused(name + " must be a number");
            }
        });
    }

    int requireNumber(String name) {
        return number(name).orElseThrow(() -> missing(name));
    }

    boolean flag(String name) {
        return text(name).filter(text -> text.equals("true")).isPresent();
    }

    /// A list of texts; one text alone is a list of one, as in policies.
    List<String> texts(String name) {
        var texts = new ArrayList<String>();
        value(name).ifPresent(value -> {
            if (value instanceof List<?> list) {
                list.forEach(item -> texts.add(String.valueOf(item)));
            } else {
                texts.add(value.toString());
            }
        });
        return List.copyOf(texts);
    }

    Optional<TemplateBlock> block(String name) {
        return value(name).map(value -> new TemplateBlock(path + "." + name, value, values));
    }

    TemplateBlock requireBlock(String name) {
        return block(name).orElseThrow(() -> missing(name));
    }

    /// A list of mappings.
    List<TemplateBlock> blocks(String name) {
        var blocks = new ArrayList<TemplateBlock>();
        value(name).ifPresent(value -> {
            if (!(value instanceof List<?> list)) {
                throw refused(name + " must be a list");
            }
            for (var item : list) {
                blocks.add(new TemplateBlock(path + "." + name + "[" + blocks.size() + "]", item, values));
            }
        });
        return blocks;
    }

    /// The mappings that this mapping consists of, by name.
    Map<String, TemplateBlock> children() {
        var children = new LinkedHashMap<String, TemplateBlock>();
        properties.keySet().forEach(name -> children.put(name, requireBlock(name)));
        return children;
    }

    /// Reads over what one machine does not make.
    TemplateBlock accept(Set<String> names) {
        unread.removeAll(names);
        return this;
    }

    void end() {
        if (!unread.isEmpty()) {
            throw new TemplateException(path + "." + unread.iterator().next(), "is not known on one machine");
        }
    }

    TemplateException refused(String what) {
        return new TemplateException(path, what);
    }

    private TemplateException missing(String name) {
        return new TemplateException(path + "." + name, "is missing");
    }

    private Optional<Object> value(String name) {
        unread.remove(name);
        var node = properties.get(name);
        if (node == null) {
            return Optional.empty();
        }
        var wrapped = (Map<?, ?>) values.resolve(Map.of(name, node));
        return Optional.ofNullable(wrapped.get(name));
    }
}
