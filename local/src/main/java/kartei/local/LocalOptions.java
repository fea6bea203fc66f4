package kartei.local;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Where a system listens, what it is made from, and where its data stay.
///
/// @param port 0 picks a free one
/// @param data empty: nothing outlives the process
public record LocalOptions(String bind, int port, Optional<Path> data, Path template) {
    private static final String LOOPBACK = "127.0.0.1";

    /// A system of its own for a test: a free port, nothing kept, the project's template.
    public static LocalOptions inMemory() {
        return new LocalOptions(LOOPBACK, 0, Optional.empty(), projectTemplate());
    }

    /// The same, whose data stay in `folder`.
    public static LocalOptions inFolder(Path folder) {
        return inMemory().withData(Optional.of(folder));
    }

    public LocalOptions withPort(int other) {
        return new LocalOptions(bind, other, data, template);
    }

    public LocalOptions withBind(String other) {
        return new LocalOptions(other, port, data, template);
    }

    public LocalOptions withData(Optional<Path> other) {
        return new LocalOptions(bind, port, other, template);
    }

    public LocalOptions withTemplate(Path other) {
        return new LocalOptions(bind, port, data, other);
    }

    /// `template.yaml` of the folder that this runs in, or of the nearest one above it.
    private static Path projectTemplate() {
        var name = Path.of("template.yaml");
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(name);
    }
}
