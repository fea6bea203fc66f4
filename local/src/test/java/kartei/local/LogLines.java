package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slf4j.LoggerFactory;

/// What the functions have logged since this was made, each line in the layout in which Lambda takes it
/// (`log4j2-test.xml`).
final class LogLines {
    private static final Path FILE = Path.of("target/functions.log");

    private final int before;

    LogLines() {
        LoggerFactory.getLogger(LogLines.class).info("a test reads what follows");
        before = all().size();
    }

    List<String> lines() {
        var all = all();
        return all.subList(before, all.size());
    }

    private static List<String> all() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
