package kartei.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The walk in the README does what it says, as it stands there (S3, S4, S34, S37, S40, S41).
class ReadmeWalkTest {
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @Test
    void leadsFromATokenToAVipInTheQueue(@TempDir Path folder) throws IOException, InterruptedException {
        var blocks = blocks(Files.readString(Path.of("../README.md")));

        try (var system = LocalSystem.start(LocalOptions.inMemory())) {
            var said = run(folder, system.url().toString(), String.join("printf '\\n--\\n'\n", blocks));

            assertThat(said).hasSize(6);
            assertThat(said.get(1)).contains("\"contactCreated\":true").contains("\"conversationCreated\":true");
            assertThat(said.get(2)).contains("\"displayName\":\"Jo\"").contains("\"vip\":false");
            assertThat(said.get(3)).contains("\"value\":\"jo@example.com\"").contains("\"name\":\"Ada\"");
            assertThat(said.get(4)).contains("\"vip\":true");
            assertThat(said.get(5)).contains("\"score\":1").contains("\"displayName\":\"Jo\"");
        }
    }

    private static List<String> blocks(String readme) {
        return BLOCK.matcher(readme).results().map((MatchResult block) -> block.group(1)).toList();
    }

    /// What each block wrote, in one shell, which gives up at the first that fails.
    private static List<String> run(Path folder, String url, String script) throws IOException, InterruptedException {
        var out = folder.resolve("out");
        var builder = new ProcessBuilder("sh", "-e", "-c", script).directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().put("KARTEI", url);
        var shell = builder.start();
        try {
            assertThat(shell.waitFor(1, TimeUnit.MINUTES)).as("the walk ends").isTrue();
        } finally {
            shell.destroyForcibly();
        }
        var said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(shell.exitValue()).as(said).isZero();
        return List.of(said.split("\n--\n", -1));
    }
}
