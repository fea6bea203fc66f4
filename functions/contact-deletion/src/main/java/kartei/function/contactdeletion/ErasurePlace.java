package kartei.function.contactdeletion;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where a segment of an erasure is: at which of its contacts, in which stage of that, and the how manieth slice of the stage it
/// is. The segments take the contacts in turn, `step` of them apart.
record ErasurePlace(int contact, Stage stage, int slice, int step) {

    /// What goes, in this order: each stage finds what it needs in what the later ones delete.
    enum Stage {
        CONVERSATIONS,
        FILES,
        LEADS,
        VALUES,
        OTHERS,
        REPORTS;

        private static final List<Stage> ORDER = List.of(values());
    }

    static List<String> starts(int contacts, int segments) {
        var step = Math.min(contacts, segments);
        return IntStream.range(0, step)
                .mapToObj(first -> new ErasurePlace(first, Stage.ORDER.getFirst(), 0, step).text())
                .toList();
    }

    static ErasurePlace of(String cursor) {
        var parts = cursor.split(" ", -1);
        return new ErasurePlace(Integer.parseInt(parts[0]), Stage.valueOf(parts[1]), Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]));
    }

    private String text() {
        return contact + " " + stage + " " + slice + " " + step;
    }

    /// The place of the next slice, nothing at the end of the segment; `more`: this stage is not done.
    Optional<String> next(boolean more, int contacts) {
        if (more) {
            return Optional.of(new ErasurePlace(contact, stage, slice + 1, step).text());
        }
        if (!isLastStage()) {
            return Optional
                    .of(new ErasurePlace(contact, Stage.ORDER.get(Stage.ORDER.indexOf(stage) + 1), 0, step).text());
        }
        return contact + step < contacts
                ? Optional.of(new ErasurePlace(contact + step, Stage.ORDER.getFirst(), 0, step).text())
                : Optional.empty();
    }

    boolean isLastStage() {
        return stage == Stage.ORDER.getLast();
    }
}
