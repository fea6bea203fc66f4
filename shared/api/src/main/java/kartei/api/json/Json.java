package kartei.api.json;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A JSON value (RFC 8259). Does not print what it holds.
public sealed interface Json {

    record Text(String value) implements Json {
        @Override
        public String toString() {
            return "Text[…]";
        }
    }

    record Num(BigDecimal value) implements Json {}

    record Flag(boolean value) implements Json {}

    record Null() implements Json {}

    record Array(List<Json> elements) implements Json {
        public Array {
            elements = List.copyOf(elements);
        }
    }

    /// Members in the order in which they were read or put.
    final class Obj implements Json {
        private static final DateTimeFormatter TIME = DateTimeFormatter
                .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                .withZone(ZoneOffset.UTC);

        private final Map<String, Json> members = new LinkedHashMap<>();

        public Map<String, Json> members() {
            return members;
        }

        public Obj put(String name, Json value) {
            members.put(name, value);
            return this;
        }

        public Obj put(String name, String value) {
            return put(name, new Text(value));
        }

        public Obj put(String name, long value) {
            return put(name, new Num(BigDecimal.valueOf(value)));
        }

        public Obj put(String name, boolean value) {
            return put(name, new Flag(value));
        }

        /// RFC 3339, UTC, milliseconds.
        public Obj put(String name, Instant value) {
            return put(name, TIME.format(value));
        }

        public Obj put(String name, List<? extends Json> values) {
            return put(name, new Array(new ArrayList<>(values)));
        }

        /// The text, or an explicit null.
        public Obj putOrNull(String name, Optional<String> value) {
            return put(name, value.<Json>map(Text::new).orElseGet(Null::new));
        }

        public Obj putTimeOrNull(String name, Optional<Instant> value) {
            return putOrNull(name, value.map(TIME::format));
        }

        /// Leaves the member out when there is no value.
        public Obj putIfPresent(String name, Optional<String> value) {
            value.ifPresent(present -> put(name, present));
            return this;
        }

        @Override
        public String toString() {
            return "Obj" + members.keySet();
        }
    }

    static Obj object() {
        return new Obj();
    }

    static Array texts(Iterable<String> values) {
        var elements = new ArrayList<Json>();
        values.forEach(value -> elements.add(new Text(value)));
        return new Array(elements);
    }

    static <T> Array array(List<T> values, Function<T, Json> each) {
        return new Array(values.stream().map(each).toList());
    }
}
