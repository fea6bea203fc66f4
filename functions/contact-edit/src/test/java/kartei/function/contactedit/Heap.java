package kartei.function.contactedit;

import java.lang.management.ManagementFactory;

import javax.management.JMException;
import javax.management.ObjectName;

/// The heap of this process.
final class Heap {
    private Heap() {}

    /// What is alive of our own classes, in bytes; where the engine is in this process, it holds more with every write.
    static long alive() {
        try {
            var histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                            new Object[]{null}, new String[]{String[].class.getName()});
            return histogram.toString()
                    .lines()
                    .map(line -> line.strip().split(" +"))
                    .filter(line -> line.length > 3 && line[3].startsWith("kartei."))
                    .mapToLong(line -> Long.parseLong(line[2]))
                    .sum();
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
