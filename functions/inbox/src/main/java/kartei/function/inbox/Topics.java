package kartei.function.inbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import kartei.domain.Limits;
import kartei.domain.Wording;

/// What a conversation is about: words that compare without regard to case.
final class Topics {
    private Topics() {}

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
