package kartei.function.inbox;

import java.util.List;
import java.util.Optional;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Attachment;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;
import kartei.storage.Action;
import kartei.storage.Attachments;
import kartei.storage.ConditionFailed;
import kartei.storage.Intake;
import kartei.storage.Messages;

/// Says where the files of a message are put: of a new one all, of one that was taken before those that are missing.
final class Uploads {
    private final Attachments attachments;
    private final Messages messages;
    private final Intake intake;

    Uploads(Attachments attachments, Messages messages, Intake intake) {
        this.attachments = attachments;
        this.messages = messages;
        this.intake = intake;
    }

    /// For a new message; its transaction must say until when files may come in.
    List<Attachments.Upload> of(WorkspaceId ws, ContactId contact, List<Attachment> files) {
        return files.stream()
                .filter(file -> file.object().isPresent())
                .map(file -> attachments.upload(ws, contact, file))
                .toList();
    }

    /// For a message that is there, once its contact is known to be alive and waiting for the files; none when it is gone.
    /// `record` is written in the same transaction.
    ///
    /// @throws ConditionFailed when the record does not hold
    List<Attachments.Upload> again(
            WorkspaceId ws,
            ConversationId conversation,
            String messageId,
            boolean files,
            Optional<Action> record) throws ConditionFailed {
        var uploads = files
                ? messages.find(ws, conversation, messageId).map(message -> missing(ws, message)).orElse(List.of())
                : List.<Attachments.Upload>of();
        try {
            intake.again(ws, conversation.contact(), Attachments.end(uploads), record.stream().toList());
            return uploads;
        } catch (ConditionFailed failed) {
            if (record.filter(failed::of).isPresent()) {
                throw failed;
            }
            return List.of();
        }
    }

    private List<Attachments.Upload> missing(WorkspaceId ws, Message message) {
        var contact = message.conversation().contact();
        var stored = attachments.stored(ws, List.of(message));
        return of(ws, contact,
                message.attachments()
                        .stream()
                        .filter(file -> file.object().filter(stored::contains).isEmpty())
                        .toList());
    }
}
