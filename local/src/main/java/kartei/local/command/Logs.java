package kartei.local.command;

import java.nio.file.Path;
import java.util.Optional;

/// Where log lines go: to a file in the data folder; without one, warnings to standard error.
final class Logs {
    private static final String CONFIGURATION = "log4j2.configurationFile";

    private Logs() {}

    /// To be called before anything logs.
    static void beside(Optional<Path> data) {
        if (data.isPresent()) {
            System.setProperty("kartei.log", data.get().resolve("kartei.log").toString());
            System.setProperty(CONFIGURATION, "kartei/local/log4j2-file.xml");
        } else {
            System.setProperty(CONFIGURATION, "kartei/local/log4j2-console.xml");
        }
    }
}
