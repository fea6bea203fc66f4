package kartei.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The system as a process of its own, as `./kartei start` runs it.
final class KarteiProcess implements AutoCloseable {
    private static final long SECONDS_MAX = 90;

    private final Process process;
    private final BufferedReader out;
    private final List<String> said = new ArrayList<>();

    private KarteiProcess(Process process) {
        this.process = process;
        this.out = process.inputReader(UTF_8);
    }

    static KarteiProcess run(String... words) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-cp",
                System.getProperty("java.class.path"), "kartei.local.command.Main"));
        command.addAll(List.of(words));
        return new KarteiProcess(new ProcessBuilder(command).start());
    }

    /// Starts a system of the echo functions in `folder` on a free port.
    static KarteiProcess start(Path folder) throws IOException {
        return run("start", "--port", "0", "--data", folder.toString(), "--template", EchoSystem.template().toString());
    }

    /// The URL that its last line names, when it is ready.
    URI ready() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            said.add(line);
            if (line.startsWith("ready ")) {
                return URI.create(line.substring("ready ".length()));
            }
        }
        throw new AssertionError("it ended before it was ready: " + said + errors());
    }

    /// The lines that it wrote before it was ready, that one included.
    List<String> said() {
        return List.copyOf(said);
    }

    String output() throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }

    String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), UTF_8);
    }

    /// SIGTERM, which leaves what it wrote readable.
    void terminate() {
        process.toHandle().destroy();
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("it does not end");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
