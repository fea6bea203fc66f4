package kartei.function.inbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Wording;

/// What a conversation is about: words that compare without regard to case.
final class Topics {
    private Topics() {}

    /// Reads them from a member of a body: trimmed, without doubles; none where it is missing.
    static List<String> read(Body body, String name) {
        var given = body.texts(name).orElse(List.of());
        if (given.size() > Limits.TOPICS_MAX) {
            body.fault(name, "must be at most " + Limits.TOPICS_MAX);
        }
        for (int i = 0; i < given.size(); i++) {
            body.fault(name + "/" + i, Wording.violationOfLine(given.get(i), Limits.TOPIC_CHARS_MAX));
        }
        return joined(List.of(), given.stream().map(String::strip).toList());
    }

    /// The topics there are, and after them the new ones among `more` as far as there is room: none that is there is dropped.
    static List<String> joined(List<String> topics, List<String> more) {
        var joined = new ArrayList<>(topics);
        var seen = new HashSet<>(topics.stream().map(Wording::folded).toList());
        for (var topic : more) {
            if (joined.size() < Limits.TOPICS_MAX && seen.add(Wording.folded(topic))) {
                joined.add(topic);
            }
        }
        return joined;
    }
}
