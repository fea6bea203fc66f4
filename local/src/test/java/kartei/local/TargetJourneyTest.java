package kartei.local;

import java.util.UUID;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// The journey on a target: with `-Dtarget` and tokens through a deployed stack (docs/operating.md), else through a local system
/// that it starts; the same code both times, and no route that only the local system has.
class TargetJourneyTest {
    @Test
    @DisplayName("S3, S4, S9, S26, S33, S34, S37, S40, S45, S47, S50, S51: a journey by HTTP alone")
    void leadsThroughTheWholeSystemAndLeavesNothing() {
        try (var target = Target.chosen();
                var journey = new TargetJourney(target, UUID.randomUUID().toString().substring(0, 8))) {
            journey.go();
        }
    }
}
