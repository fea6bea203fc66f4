package kartei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;

import tools.jackson.databind.json.JsonMapper;

/// The files of this project that tests read, found from the working folder upwards.
public final class Project {
    static final String ISSUER = "https://issuer.test";

    private static final Path ROOT = Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .takeWhile(folder -> folder != null)
            .filter(folder -> Files.exists(folder.resolve("template.yaml")))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no template.yaml here or above"));

    private Project() {}

    public static Template template() {
        return template(Map.of());
    }

    /// The template whose table, bucket and key are those of a test.
    public static Template template(TestTable table) {
        return template(Map.of("Table", table.name(), "AttachmentsBucket", table.bucket(), "ReportsBucket",
                table.bucket(), "LedgerBucket", table.bucket(), "DataKey", table.stack().dataKey(), "ReceiptKey",
                table.stack().receiptKey()));
    }

    private static Template template(Map<String, String> names) {
        return Template.read(ROOT.resolve("template.yaml"), Map.of("TokenIssuer", ISSUER), names);
    }

    /// All files of `events/<function>`, by name.
    public static List<Path> events(String function) {
        try (var files = Files.list(ROOT.resolve("events").resolve(function))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A file of this project.
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /// The text of a file of this project.
    public static String text(String path) {
        try {
            return Files.readString(file(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The JSON object in a file.
    @SuppressWarnings("unchecked")
    public static Map<String, Object> json(Path file) {
        return (Map<String, Object>) new JsonMapper().readValue(file.toFile(), Map.class);
    }

    /// The event in a file, read as Lambda's runtime reads it.
    public static <T> T event(Path file, Class<T> type) {
        try (var json = Files.newInputStream(file)) {
            return LambdaEventSerializers.serializerFor(type, type.getClassLoader()).fromJson(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
