package kartei.function.inbox;

import java.util.List;
import java.util.Optional;

import kartei.api.json.Json;

/// A place in a JSON value that somebody else shapes: what is not there, or of another type, is simply nothing. Does not print
/// what it holds.
record Node(Optional<Json> value) {
    static Node of(Json value) {
        return new Node(Optional.of(value));
    }

    Node at(String name) {
        return new Node(
                value.flatMap(held -> held instanceof Json.Obj object ? Optional.ofNullable(object.members().get(name))
                        : Optional.empty()));
    }

    Node at(String name, String inner) {
        return at(name).at(inner);
    }

    List<Node> each() {
        return value.map(held -> held instanceof Json.Array(var elements) ? elements.stream().map(Node::of).toList()
                : List.<Node>of()).orElse(List.of());
    }

    /// A text that is not empty.
    Optional<String> text() {
        return value.flatMap(held -> held instanceof Json.Text(var text) ? Optional.of(text) : Optional.empty())
                .filter(text -> !text.isEmpty());
    }

    /// A number, or a text that is one: Meta sends times both ways.
    Optional<Long> number() {
        return value
                .flatMap(held -> held instanceof Json.Num(var number) ? Optional.of(number.toPlainString()) : text())
                .filter(text -> text.matches("\\d{1,15}"))
                .map(Long::valueOf);
    }

    /// A text or a number as text.
    Optional<String> plain() {
        return value
                .flatMap(held -> held instanceof Json.Num(var number) ? Optional.of(number.toPlainString()) : text());
    }

    boolean isTrue() {
        return value.filter(held -> held instanceof Json.Flag(var flag) && flag).isPresent();
    }

    @Override
    public String toString() {
        return "Node[…]";
    }
}
