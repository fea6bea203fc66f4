package kartei.function.contactexport;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

import kartei.domain.Fault;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;

/// Why a line was not taken, in words that say nothing of what stands in it: where, and which rule. A member is named where its
/// name is one that programs use; another one may be anything.
final class Refusal {
    private static final Pattern NAMED = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){0,2}");

    private Refusal() {}

    static String of(Rejected rejected) {
        var reason = switch (rejected.rejection()) {
            case Rejection.Malformed(var detail) -> detail.replace("the body", "the line");
            case Rejection.Invalid(var faults) ->
                faults.stream().map(Refusal::text).distinct().collect(Collectors.joining("; "));
            default -> throw rejected;
        };
        return reason.length() <= Limits.IMPORT_REASON_CHARS_MAX ? reason
                : reason.substring(0, Limits.IMPORT_REASON_CHARS_MAX - 1) + "…";
    }

    private static String text(Fault fault) {
        var place = NAMED.matcher(fault.pointer()).matches() ? fault.pointer()
                : fault.pointer().replaceAll("(?s)^((?:/values)?/).*$", "$1…");
        return (place.isEmpty() ? "the line" : place) + " " + fault.message();
    }
}
