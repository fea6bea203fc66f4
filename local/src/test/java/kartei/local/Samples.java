package kartei.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.Attributes;
import kartei.domain.contact.ContactId;

/// Values of any record of the project, in which every text says where it stands: `<Record.component>`, or `<Record.component.key>`
/// for the keys of a map.
final class Samples {
    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(Map.entry(int.class, 1),
            Map.entry(long.class, 1L), Map.entry(boolean.class, true), Map.entry(Integer.class, 1),
            Map.entry(Long.class, 1L), Map.entry(Boolean.class, true), Map.entry(BigDecimal.class, BigDecimal.ONE),
            Map.entry(Instant.class, Instant.EPOCH), Map.entry(Duration.class, Duration.ZERO),
            Map.entry(Attributes.class, Attributes.of(1, List.of(), List.of())),
            Map.entry(OptionalLong.class, OptionalLong.of(1)), Map.entry(WorkspaceId.class, new WorkspaceId("w1")),
            Map.entry(ContactId.class, new ContactId("01ARZ3NDEKTSV4RRFFQ69G5FAV")),
            Map.entry(AttributeKey.class, new AttributeKey("email")));

    private static final Map<Type, Object> EMPTY = Map.of(Optional.class, Optional.empty(), List.class, List.of(),
            Set.class, Set.of(), Map.class, Map.of());

    /// Stands for what is no value: a class of the project or of others, which prints nothing of what it holds.
    private static final Object NOTHING = new Object();

    private final String place;

    private Samples(String place) {
        this.place = place;
    }

    /// A record; nothing when one of its parts is no value, but something that acts.
    static Optional<Object> of(Class<?> type) {
        if (VALUES.containsKey(type)) {
            return Optional.ofNullable(VALUES.get(type));
        }
        var components = type.getRecordComponents();
        var values = Arrays.stream(components).map(component -> component(type, component)).toList();
        if (values.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        try {
            var constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new));
            constructor.setAccessible(true);
            return Optional.of(constructor.newInstance(arguments(values)));
        } catch (InvocationTargetException e) {
            if (values.contains(Optional.of(NOTHING))) {
                return Optional.empty();
            }
            throw new AssertionError("teach Samples a value that " + type.getName() + " takes", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(type.getName(), e);
        }
    }

    private static @Nullable Object[] arguments(List<Optional<Object>> values) {
        var arguments = new @Nullable Object[values.size()];
        for (var i = 0; i < arguments.length; i++) {
            var value = values.get(i).orElseThrow();
            arguments[i] = NOTHING.equals(value) ? null : value;
        }
        return arguments;
    }

    private static Optional<Object> component(Class<?> type, RecordComponent component) {
        var name = type.getName().replaceAll("^.*[.$]", "");
        return new Samples(name + "." + component.getName()).value(component.getGenericType());
    }

    private String marker() {
        return "<" + place + ">";
    }

    private Optional<Object> value(Type type) {
        return switch (type) {
            case ParameterizedType generic -> container(generic);
            case TypeVariable<?> _ -> Optional.of("anything");
            case Class<?> plain when VALUES.containsKey(plain) -> Optional.ofNullable(VALUES.get(plain));
            case Class<?> plain when plain == String.class || plain == Object.class -> Optional.of(marker());
            case Class<?> plain when plain.isEnum() -> Optional.of(plain.getEnumConstants()[0]);
            case Class<?> plain when plain.isRecord() -> of(plain);
            case Class<?> plain when plain.isSealed() ->
                Arrays.stream(plain.getPermittedSubclasses()).map(this::value).flatMap(Optional::stream).findFirst();
            case Class<?> plain when plain == software.amazon.awssdk.services.dynamodb.model.AttributeValue.class ->
                Optional.of(software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(marker()));
            case Class<?> plain when plain == com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue.class ->
                Optional.of(new com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue(marker()));
            case Class<?> plain when plain.isInterface() -> Optional.of(actor(plain));
            default -> Optional.of(NOTHING);
        };
    }

    private Optional<Object> container(ParameterizedType type) {
        var parts = Arrays.stream(type.getActualTypeArguments()).map(this::value).toList();
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        var part = parts.getLast().orElseThrow();
        if (NOTHING.equals(part)) {
            return EMPTY.containsKey(type.getRawType()) ? Optional.ofNullable(EMPTY.get(type.getRawType()))
                    : Optional.of(NOTHING);
        }
        return switch (type.getRawType().getTypeName()) {
            case "java.util.Optional" -> Optional.of(Optional.of(part));
            case "java.util.List" -> Optional.of(List.of(part));
            case "java.util.Set" -> Optional.of(Set.of(part));
            case "java.util.Map" -> Optional.of(map(parts.getFirst().orElseThrow(), part));
            default -> value(type.getRawType());
        };
    }

    private static Object map(Object key, Object value) {
        return Map.of(key instanceof String place ? place.replace(">", ".key>") : key, value);
    }

    /// Something that is called, and says nothing when it is printed.
    private static Object actor(Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, _) -> switch (method.getName()) {
                    case "toString" -> "an actor";
                    case "hashCode" -> 1;
                    default -> throw new IllegalStateException("nobody calls it");
                });
    }
}
