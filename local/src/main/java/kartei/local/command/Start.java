package kartei.local.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import kartei.local.LocalOptions;
import kartei.local.LocalSystem;

/// `./kartei start`: the whole system in the foreground, until somebody ends it.
final class Start {
    private Start() {}

    static void run(List<String> words) {
        var options = options(words);
        Logs.beside(options.data());
        var system = LocalSystem.start(options);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(system)));
        System.out.print(Welcome.of(options, system));
        System.out.println("ready " + system.url());
        waitForEnd();
    }

    static LocalOptions options(List<String> words) {
        var given = Arguments.of(words, Set.of("--port", "--data", "--bind", "--template"), Set.of("--in-memory"));
        if (given.has("--in-memory") && given.value("--data").isPresent()) {
            throw new UsageException("--data and --in-memory exclude each other");
        }
        var home = Path.of(System.getProperty("kartei.home", ""));
        var folder = given.value("--data").map(Path::of).orElse(home.resolve(".kartei"));
        return new LocalOptions(given.value("--bind").orElse("127.0.0.1"), given.port(),
                given.has("--in-memory") ? Optional.empty() : Optional.of(folder),
                given.value("--template").map(Path::of).orElse(home.resolve("template.yaml")));
    }

    /// A clean end, also by SIGTERM and Ctrl-C, for which the JVM itself would not say 0.
    private static void end(LocalSystem system) {
        system.close();
        Runtime.getRuntime().halt(0);
    }

    private static void waitForEnd() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
