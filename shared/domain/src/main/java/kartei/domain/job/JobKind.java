package kartei.domain.job;

import java.util.Arrays;
import java.util.Optional;

/// A kind of long work. Each has a branch of its own in `functions/jobs.asl.json`, which names the function that does it.
public enum JobKind {
    /// Takes the values of a deleted attribute, or of removed options, from all contacts (S12, S13).
    CLEAR_VALUES("clear-values"),
    /// Makes the links of another matching attribute beside those in force, and switches over (S27–S31).
    RELINK("relink"),
    /// Clears away the links of an earlier matching attribute.
    CLEAR_LINKS("clear-links"),
    /// Counts what another matching attribute would link.
    MATCHING_PREVIEW("matching-preview"),
    /// Counts who would be in a contact group (S33).
    GROUP_PREVIEW("group-preview"),
    /// Puts open conversations to where they belong after a change of the rules (S33, S37).
    RESCORE("rescore"),
    /// Compares all conversations and memberships with what the table says, and repairs them.
    RECONCILE("reconcile"),
    /// Makes a report file on contacts (S45).
    EXPORT("export"),
    /// Takes away what an export leaves behind.
    CLEAR_EXPORT("clear-export"),
    /// Reads a report file back (S45).
    IMPORT("import"),
    /// Deletes everything of contacts that were erased, and proves it (S47).
    ERASURE("erasure"),
    /// Erases again who was erased before the table was restored.
    REPLAY_ERASURES("replay-erasures"),
    /// Takes the values of contacts some time after their conversations were resolved.
    AUTO_CLEAR("auto-clear"),
    /// Makes one file of everything that is held on a person.
    ACCESS_BUNDLE("access-bundle");

    private final String word;

    JobKind(String word) {
        this.word = word;
    }

    /// What the API and the state machine call it.
    public String word() {
        return word;
    }

    public static Optional<JobKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
