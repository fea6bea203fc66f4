package kartei.local.stream;

import java.util.List;

import kartei.local.StartFailure;

import software.amazon.event.ruler.Ruler;

/// The filter of a mapping, matched by the engine that AWS uses itself: a record passes when one pattern matches, or when there
/// is none.
record Filter(List<String> patterns) {

    Filter {
        patterns = List.copyOf(patterns);
        patterns.forEach(pattern -> matches("{}", pattern));
    }

    boolean lets(String json) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> matches(json, pattern));
    }

    private static boolean matches(String json, String pattern) {
        try {
            return Ruler.matchesRule(json, pattern);
        } catch (Exception e) { // Ruler declares nothing narrower
            throw new StartFailure("the template's filter pattern " + pattern + " is not one", e);
        }
    }
}
