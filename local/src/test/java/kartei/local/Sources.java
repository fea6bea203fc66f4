package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The files of the project as they are written, found from this module upwards.
final class Sources {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".aws-sam", "node_modules");

    private Sources() {}

    /// A file; `path` is from the top of the project, with `/`.
    record Source(String path, String text) {
        boolean isDeployed() {
            return path.matches("(shared/(domain|storage|api)|functions/[^/]+)/src/main/.*");
        }

        boolean isTest() {
            return path.contains("/src/test/");
        }

        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// Where `pattern` is found, as `file:line: text`.
        Stream<String> findings(Pattern pattern) {
            return pattern.matcher(text).results().map(found -> at(found.start()) + ": " + found.group().strip());
        }

        String at(int position) {
            return path + ":"
                    + (1 + text.substring(0, position).chars().filter(character -> character == '\n').count());
        }

        /// The path of what a link in this file points to.
        String resolved(String link) {
            return ROOT.relativize(ROOT.resolve(path).resolveSibling(link).normalize()).toString();
        }

        @Override
        public String toString() {
            return path;
        }
    }

    static List<Source> java() {
        return all(path -> path.endsWith(".java"));
    }

    static List<Source> all(Predicate<String> paths) {
        try (var files = Files.walk(ROOT)) {
            return files.filter(Files::isRegularFile)
                    .map(ROOT::relativize)
                    .filter(Sources::isOurs)
                    .map(Path::toString)
                    .filter(paths)
                    .sorted()
                    .map(path -> new Source(path, text(ROOT.resolve(path))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean exists(String path) {
        return Files.exists(ROOT.resolve(path));
    }

    private static boolean isOurs(Path path) {
        for (var part : path) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        return true;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
