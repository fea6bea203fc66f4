package kartei.api;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/// A value made at its first use and kept.
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private volatile @Nullable T value;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public T get() {
        var made = value;
        return made != null ? made : make();
    }

    private synchronized T make() {
        var made = value;
        if (made == null) {
            made = maker.get();
            value = made;
        }
        return made;
    }
}
