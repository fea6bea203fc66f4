package kartei.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/// A system that cannot start says in one line what is in the way, and leaves nothing running.
class StartFailureTest {
    @TempDir
    private Path folder;

    @Test
    void namesAPortThatIsInUse() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(failure(options().withPort(taken.getLocalPort()))).contains("port " + taken.getLocalPort(),
                    "in use");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "no.such.host.invalid"})
    void namesAnAddressThatIsNotOfThisMachine(String address) {
        assertThat(failure(options().withBind(address))).contains(address);
    }

    @Test
    void leavesAFolderAloneThatHoldsSomethingElse() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThat(failure(options())).contains(folder.toString(), "something else");
        assertThat(folder).isDirectoryContaining("glob:**thesis.txt").isDirectoryNotContaining("glob:**kartei*");
    }

    @Test
    void namesAFileInThePlaceOfTheFolder() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");

        assertThat(failure(options().withData(Optional.of(file)))).contains(file.toString(), "not a folder");
    }

    @Test
    void refusesAFolderThatIsInUseAndTakesItAfterwards() {
        try (var first = LocalSystem.start(options())) {
            assertThat(failure(options())).contains(folder.toString(), "in use");
            assertThat(first.url().getPort()).isPositive();
        }
        LocalSystem.start(options()).close();
    }

    @ParameterizedTest
    @CsvSource({"kartei.json", "clock.json", "token-key.json", "failures.json",
            "position-RecordingFunctionChanged.json", "keys/DataKey.key", "table/shared-local-instance.db"})
    void namesAFileThatIsDamaged(String name) throws IOException {
        LocalSystem.start(options()).close();
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "x".repeat(50_000), StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);

        assertThat(failure(options())).containsAnyOf("damaged", "cannot read");
    }

    @Test
    void saysThatTheTableIsGone() throws IOException {
        LocalSystem.start(options()).close();
        Files.delete(folder.resolve("table/shared-local-instance.db"));

        assertThat(failure(options())).contains("damaged", "table");
    }

    /// A new key would open nothing that the old one has closed.
    @Test
    void saysThatTheKeysAreGone() throws IOException {
        LocalSystem.start(options()).close();
        Files.delete(folder.resolve("keys/DataKey.key"));

        assertThat(failure(options())).contains("damaged", "keys");
    }

    @Test
    void refusesATableOfAnotherTemplate() throws IOException {
        LocalSystem.start(options()).close();

        assertThat(failure(options().withTemplate(template("Turned", "Twisted")))).contains("another template");
    }

    @Test
    void namesWhatItCannotReadInTheTemplate() throws IOException {
        assertThat(failure(options().withTemplate(folder.resolve("nowhere.yaml")))).contains("nowhere.yaml");
        assertThat(failure(options().withTemplate(template("Resources:", "Resources: [")))).contains("template.yaml");
        assertThat(failure(options().withTemplate(template("AWS::SQS::Queue", "AWS::SNS::Topic"))))
                .contains("AWS::SNS::Topic");
        assertThat(failure(options().withTemplate(template("kartei.local.EchoHandler", "kartei.local.NoHandler"))))
                .contains("kartei.local.NoHandler");
    }

    private LocalOptions options() {
        return EchoSystem.options().withData(Optional.of(folder));
    }

    /// The template with something else in it, outside the data folder.
    private Path template(String part, String other) throws IOException {
        var changed = Files.readString(EchoSystem.template()).replace(part, other);
        return Files.writeString(Files.createTempDirectory("kartei").resolve("template.yaml"), changed);
    }

    private static String failure(LocalOptions options) {
        var failure = catchThrowableOfType(StartFailure.class, () -> LocalSystem.start(options).close());
        assertThat(failure).isNotNull();
        assertThat(failure.getMessage()).doesNotContain("\n");
        return String.valueOf(failure.getMessage());
    }
}
