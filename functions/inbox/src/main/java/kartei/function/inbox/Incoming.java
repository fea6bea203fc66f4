package kartei.function.inbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import kartei.domain.contact.Telling;
import kartei.domain.conversation.Attachment;
import kartei.domain.Visibility;
import kartei.storage.Intake;

/// A message as a channel brings it, checked. `ignored` are the names of what it told and nobody knows. Does not print it.
record Incoming(
        Intake.Sent sent,
        Optional<String> channelName,
        Telling telling,
        Optional<String> text,
        Visibility visibility,
        List<String> topics,
        List<Attachment> attachments,
        List<String> ignored) {
    Incoming {
        topics = List.copyOf(topics);
        attachments = List.copyOf(attachments);
        ignored = List.copyOf(ignored);
    }

    Instant sentAt() {
        return telling.at();
    }

    /// Whether files of it are put to upload URLs.
    boolean hasFiles() {
        return attachments.stream().anyMatch(attachment -> attachment.object().isPresent());
    }

    @Override
    public String toString() {
        return "Incoming[…]";
    }
}
