package kartei.domain.erasure;

import java.time.Instant;
import java.util.Optional;

import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.contact.ContactId;
import kartei.domain.job.JobId;

/// That a contact was erased: an entry of the deletion log (S49, S50). It is written when the contact becomes unknown, and never
/// changes. `group` is the same in all entries of one person. Until `uploadUntil` somebody may hold a URL to put a file of the
/// contact to. Does not print the hint.
public record Erasure(
        String id,
        Optional<String> group,
        ContactId contact,
        String hint,
        Medium medium,
        String channelId,
        Instant at,
        Actor by,
        Optional<Instant> uploadUntil,
        JobId job) {

    /// How an erasure stands (api.md, deleted contacts).
    public enum State {
        ERASING,
        ERASED,
        /// Until its next try.
        FAILED
    }

    /// Whether a text can be the id of one.
    public static boolean isId(String text) {
        return ContactId.of(text).isPresent();
    }

    @Override
    public String toString() {
        return "Erasure[" + id + "]";
    }
}
