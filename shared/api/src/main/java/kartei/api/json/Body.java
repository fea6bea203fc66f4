package kartei.api.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import kartei.domain.Fault;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// A request's object, read member by member; does not print it. Faults are gathered, each with the pointer to its place, and thrown all at once
/// by `check`: wrong types, missing and unknown members, and what the caller of this class adds.
///
/// A member counts as known once it was asked for. A missing member and one that is null read the same; `has` tells.
public final class Body {
    private static final Pattern RFC_3339 = Pattern
            .compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?([Zz]|[+-]\\d{2}:\\d{2})");
    private static final String NO_TIME = "must be a time such as 2026-11-22T09:00:00.000Z";
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final Map<String, Json> members;
    private final String pointer;
    private final List<Fault> faults;
    private final List<Body> parts;
    private final Set<String> known = new LinkedHashSet<>();

    private Body(Map<String, Json> members, String pointer, List<Fault> faults, List<Body> parts) {
        this.members = members;
        this.pointer = pointer;
        this.faults = faults;
        this.parts = parts;
        parts.add(this);
    }

    public static Body of(Json value) {
        if (value instanceof Json.Obj object) {
            return new Body(object.members(), "", new ArrayList<>(), new ArrayList<>());
        }
        throw Rejected.invalid("", "must be a JSON object");
    }

    /// Whether the member is there, null or not.
    public boolean has(String name) {
        known.add(name);
        return members.containsKey(name);
    }

    public boolean isNull(String name) {
        known.add(name);
        return members.get(name) instanceof Json.Null;
    }

    public Optional<String> text(String name) {
        return value(name).flatMap(value -> switch (value) {
            case Json.Text(var text) -> Optional.of(text);
            default -> wrong(name, "must be a string");
        });
    }

    /// The text; a fault and an empty text when it is missing.
    public String requiredText(String name) {
        if (missing(name)) {
            fault(name, "is required");
        }
        return text(name).orElse("");
    }

    public Optional<Boolean> flag(String name) {
        return value(name).flatMap(value -> switch (value) {
            case Json.Flag(var flag) -> Optional.of(flag);
            default -> wrong(name, "must be true or false");
        });
    }

    /// A whole number that fits 63 bits.
    public Optional<Long> integer(String name) {
        return value(name).flatMap(value -> switch (value) {
            case Json.Num(var number) when isWhole(number) -> Optional.of(number.longValueExact());
            default -> wrong(name, "must be a whole number");
        });
    }

    /// A point in time as RFC 3339 has it, with any offset.
    public Optional<Instant> time(String name) {
        return text(name).flatMap(text -> {
            if (!RFC_3339.matcher(text).matches()) {
                return wrong(name, NO_TIME);
            }
            try {
                var time = OffsetDateTime.parse(text).toInstant();
                return time.isBefore(Instant.EPOCH) || time.isAfter(LAST)
                        ? wrong(name, "must lie between the years 1970 and 9999")
                        : Optional.of(time);
            } catch (DateTimeException e) {
                return wrong(name, NO_TIME);
            }
        });
    }

    /// One of the words of a closed set.
    public <T> Optional<T> word(String name, Function<String, Optional<T>> words, String expected) {
        return text(name).flatMap(text -> {
            var found = words.apply(text);
            return found.isPresent() ? found : wrong(name, "must be one of " + expected);
        });
    }

    public Optional<List<String>> texts(String name) {
        return array(name).map(elements -> {
            var texts = new ArrayList<String>();
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) instanceof Json.Text(var text)) {
                    texts.add(text);
                } else {
                    fault(name + "/" + i, "must be a string");
                    texts.add("");
                }
            }
            return texts;
        });
    }

    public Optional<Body> object(String name) {
        return value(name).flatMap(value -> switch (value) {
            case Json.Obj object -> Optional.of(part(object, pointerOf(name)));
            default -> wrong(name, "must be an object");
        });
    }

    /// The object; a fault and an empty one when it is missing.
    public Body requiredObject(String name) {
        if (missing(name)) {
            fault(name, "is required");
        }
        return object(name).orElseGet(() -> new Body(Map.of(), pointerOf(name), new ArrayList<>(), new ArrayList<>()));
    }

    /// A list of objects; each keeps the pointer to its place.
    public Optional<List<Body>> objects(String name) {
        return array(name).map(elements -> {
            var objects = new ArrayList<Body>();
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i) instanceof Json.Obj object) {
                    objects.add(part(object, pointerOf(name) + "/" + i));
                } else {
                    fault(name + "/" + i, "must be an object");
                }
            }
            return objects;
        });
    }

    /// A fault when the object has less than `min` or more than `max` members.
    public void checkSize(String name, int min, int max) {
        if (members.get(name) instanceof Json.Obj object
                && (object.members().size() < min || object.members().size() > max)) {
            fault(name, "must have from " + min + " to " + max + " members");
        }
    }

    /// An object whose member names are the caller's: name to text, or to nothing for null.
    public Map<String, Optional<String>> nullableTexts(String name) {
        var texts = new LinkedHashMap<String, Optional<String>>();
        object(name).ifPresent(object -> object.members.forEach((member, value) -> {
            object.known.add(member);
            switch (value) {
                case Json.Text(var text) -> texts.put(member, Optional.of(text));
                case Json.Null() -> texts.put(member, Optional.empty());
                default -> object.fault(escaped(member), "must be a string or null");
            }
        }));
        return texts;
    }

    /// An object of flags whose member names are the caller's.
    public Map<String, Boolean> flags(String name) {
        var flags = new LinkedHashMap<String, Boolean>();
        object(name).ifPresent(object -> object.members.forEach((member, value) -> {
            object.known.add(member);
            switch (value) {
                case Json.Flag(var flag) -> flags.put(member, flag);
                default -> object.fault(escaped(member), "must be true or false");
            }
        }));
        return flags;
    }

    /// The value as it is, for a member that may be of several types.
    public Optional<Json> any(String name) {
        return value(name);
    }

    /// Adds a fault of a member of this object; `name` may be a path such as `options/2/label`, its own names escaped.
    public void fault(String name, String message) {
        faults.add(new Fault(pointerOf(name), message));
    }

    public void fault(String name, Optional<String> message) {
        message.ifPresent(present -> fault(name, present));
    }

    /// A member name as it stands in a pointer (RFC 6901).
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    /// Throws all faults found so far, if there are any; unknown members are found here.
    public void check() {
        for (var part : List.copyOf(parts)) {
            part.members.keySet()
                    .stream()
                    .filter(name -> !part.known.contains(name))
                    .forEach(name -> part.fault(escaped(name), "is not known here"));
        }
        if (!faults.isEmpty()) {
            throw new Rejected(new Rejection.Invalid(faults.stream().distinct().toList()));
        }
    }

    private boolean missing(String name) {
        known.add(name);
        return !members.containsKey(name) || members.get(name) instanceof Json.Null;
    }

    private Optional<Json> value(String name) {
        return missing(name) ? Optional.empty() : Optional.ofNullable(members.get(name));
    }

    private Optional<List<Json>> array(String name) {
        return value(name).flatMap(value -> switch (value) {
            case Json.Array(var elements) -> Optional.of(elements);
            default -> wrong(name, "must be a list");
        });
    }

    private Body part(Json.Obj object, String pointer) {
        return new Body(object.members(), pointer, faults, parts);
    }

    private String pointerOf(String name) {
        return pointer + "/" + name;
    }

    private <T> Optional<T> wrong(String name, String message) {
        fault(name, message);
        return Optional.empty();
    }

    private static boolean isWhole(BigDecimal number) {
        return number.precision() - number.scale() <= 18 && number.stripTrailingZeros().scale() <= 0;
    }

    @Override
    public String toString() {
        return "Body[" + members.size() + "]";
    }
}
