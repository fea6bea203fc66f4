package kartei.function.attributeadmin;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

import kartei.api.json.Body;
import kartei.domain.Limits;
import kartei.domain.Wording;

/// What the labels of a dropdown's options must be: 2 to 500 of them, each a name, no two alike (S12).
final class OptionLabels {
    private final Set<String> seen = new HashSet<>();

    /// Looks at the next label; `fault` is told what is wrong with it.
    void check(String label, Consumer<String> fault) {
        var violation = Wording.violationOfLine(label, Limits.OPTION_LABEL_CHARS_MAX);
        violation.ifPresent(fault);
        if (violation.isEmpty() && !seen.add(Wording.folded(label))) {
            fault.accept("stands twice");
        }
    }

    static void checkCount(Body body, int options) {
        if (options < Limits.DROPDOWN_OPTIONS_MIN || options > Limits.DROPDOWN_OPTIONS_MAX) {
            body.fault("options",
                    "must be %d to %d options".formatted(Limits.DROPDOWN_OPTIONS_MIN, Limits.DROPDOWN_OPTIONS_MAX));
        }
    }
}
