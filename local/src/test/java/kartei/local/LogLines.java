package kartei.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What the functions have logged since this was made, each line in the layout in which Lambda takes it
/// (`log4j2-test.xml`).
final class LogLines {
    private static final Path FILE = Path.of("target/functions-" + System.getProperty("fork", "1") + ".log");

    private final long before;

    LogLines() {
        LoggerFactory.getLogger(LogLines.class).info("a test reads what follows");
        before = FILE.toFile().length();
    }

    List<String> lines() {
        try (var file = Files.newInputStream(FILE)) {
            file.skipNBytes(before);
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
