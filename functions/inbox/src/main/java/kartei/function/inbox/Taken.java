package kartei.function.inbox;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import kartei.api.json.Json;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.ConversationId;
import kartei.storage.Attachments;
import kartei.storage.Idempotency;

/// What became of a message: whose and where it is, what was made for it, where its files go. `replayed`: this is the first
/// answer to the same Idempotency-Key again.
record Taken(
        ConversationId conversation,
        String messageId,
        Made made,
        List<Attachments.Upload> uploads,
        boolean replayed) {

    /// What a message made besides itself; `DUPLICATE`: nothing, it had come before.
    enum Made {
        CONTACT,
        CONVERSATION,
        MESSAGE,
        DUPLICATE
    }

    static Taken again(Claim claim, List<Attachments.Upload> uploads) {
        return new Taken(claim.conversation(), claim.messageId(), Made.DUPLICATE, uploads, false);
    }

    static Taken replayed(Idempotency.Earlier earlier, List<Attachments.Upload> uploads) {
        var ids = earlier.ids();
        var conversation = new ConversationId(new ContactId(id(ids, "contact")), id(ids, "conversation"));
        return new Taken(conversation, id(ids, "message"), Made.valueOf(id(ids, "made")), uploads, true);
    }

    /// What is kept of the answer under an Idempotency-Key.
    Idempotency.Earlier record() {
        return new Idempotency.Earlier(status(), Map.of("contact", conversation.contact().value(), "conversation",
                conversation.ulid(), "message", messageId, "made", made.name()));
    }

    int status() {
        return made == Made.DUPLICATE ? 200 : 201;
    }

    Json show(List<String> ignored) {
        var shown = Json.object()
                .put("contactId", conversation.contact().value())
                .put("conversationId", conversation.value())
                .put("messageId", messageId)
                .put("contactCreated", made == Made.CONTACT)
                .put("conversationCreated", made == Made.CONTACT || made == Made.CONVERSATION);
        if (made == Made.DUPLICATE) {
            shown.put("duplicate", true);
        }
        if (!ignored.isEmpty()) {
            shown.put("ignored", Json.texts(ignored));
        }
        return shown.put("uploads", Files.uploads(uploads));
    }

    private static String id(Map<String, String> ids, String name) {
        return Objects.requireNonNull(ids.get(name), name);
    }
}
