package kartei.local.command;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The options of one command: `--name value` or `--name=value`, and flags without a value.
final class Arguments {
    private static final int PORT_MAX = 65_535;

    private final Map<String, String> values;
    private final Set<String> flags;

    private Arguments(Map<String, String> values, Set<String> flags) {
        this.values = values;
        this.flags = flags;
    }

    /// @throws UsageException for an option that the command does not have, twice the same one, or one whose value is missing
    static Arguments of(Iterable<String> words, Set<String> valueNames, Set<String> flagNames) {
        var values = new HashMap<String, String>();
        var flags = new HashSet<String>();
        for (var rest = words.iterator(); rest.hasNext();) {
            var word = rest.next();
            var name = word.split("=", 2)[0];
            if (flagNames.contains(word)) {
                flags.add(word);
            } else if (!valueNames.contains(name)) {
                throw new UsageException("there is no option " + word);
            } else if (values.put(name, value(word, name, rest)) != null) {
                throw new UsageException(name + " is given twice");
            }
        }
        return new Arguments(values, flags);
    }

    private static String value(String word, String name, Iterator<String> rest) {
        if (!word.equals(name)) {
            return word.substring(name.length() + 1);
        }
        if (!rest.hasNext()) {
            throw new UsageException(name + " needs a value");
        }
        return rest.next();
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /// The port of the system: 8080 unless another one is named.
    int port() {
        var given = value("--port").orElse("8080");
        if (!given.matches("\\d{1,5}") || Integer.parseInt(given) > PORT_MAX) {
            throw new UsageException("--port must be a number from 0 to " + PORT_MAX);
        }
        return Integer.parseInt(given);
    }
}
