package kartei.domain.contact;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// What a message tells of its sender: the profile, the network's own id for the person, values of platform attributes by
/// definition id (S14–S18). What it leaves out it says nothing of. Does not print them.
public record Telling(Profile profile, Optional<String> networkUserId, Map<String, String> platformValues, Instant at) {
    public Telling {
        platformValues = Map.copyOf(platformValues);
    }

    public boolean isEmpty() {
        return profile.equals(Profile.EMPTY) && networkUserId.isEmpty() && platformValues.isEmpty();
    }

    @Override
    public String toString() {
        return "Telling[" + at + "]";
    }
}
