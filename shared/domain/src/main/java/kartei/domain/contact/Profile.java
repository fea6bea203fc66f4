package kartei.domain.contact;

import java.util.Optional;

/// How the channel shows a person. Does not print it.
public record Profile(Optional<String> displayName, Optional<String> handle, Optional<String> pictureUrl) {
    public static final Profile EMPTY = new Profile(Optional.empty(), Optional.empty(), Optional.empty());

    /// This profile where it says something, the older one elsewhere.
    public Profile over(Profile older) {
        return new Profile(displayName.or(older::displayName), handle.or(older::handle),
                pictureUrl.or(older::pictureUrl));
    }

    @Override
    public String toString() {
        return "Profile[…]";
    }
}
