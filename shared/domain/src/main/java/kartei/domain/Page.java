package kartei.domain;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A bounded piece of a list, and where the next one starts; only a missing `next` ends the list.
public record Page<T>(List<T> items, Optional<String> next) {
    public Page {
        items = List.copyOf(items);
    }

    public static <T> Page<T> last(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    public <R> Page<R> map(Function<T, R> each) {
        return new Page<>(items.stream().map(each).toList(), next);
    }
}
