package kartei.local;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A shelf that is gone with the process.
public final class MemoryShelf implements Shelf {
    private final Map<String, String> kept = new ConcurrentHashMap<>();

    @Override
    public Optional<String> read(String name) {
        return Optional.ofNullable(kept.get(name));
    }

    @Override
    public void write(String name, String text) {
        kept.put(name, text);
    }

    @Override
    public String place(String name) {
        return name + " in memory";
    }
}
