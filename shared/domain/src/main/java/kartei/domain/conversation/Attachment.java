package kartei.domain.conversation;

import java.util.Optional;

/// A file of a message. `object` is the end of its key in the bucket, ours and random; a file that lies elsewhere has
/// `reference` instead, where the network said it is, and is not fetched. Does not print its name.
public record Attachment(
        String id,
        Optional<String> name,
        String contentType,
        long size,
        Optional<String> object,
        Optional<String> reference) {
    @Override
    public String toString() {
        return "Attachment[…]";
    }
}
