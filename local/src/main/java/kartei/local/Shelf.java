package kartei.local;

import java.util.Optional;

/// Where the system keeps what is neither in the table nor in a bucket: its clock, its token key, stream positions, failures.
public interface Shelf {

    Optional<String> read(String name);

    /// Puts `text` in the place of what `name` held: after a crash there is the one or the other, never a part.
    void write(String name, String text);

    /// What to call the place of `name` when something is wrong with it.
    String place(String name);
}
