package kartei.function.contactdeletion;

import java.time.Instant;
import java.util.function.Supplier;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.storage.Attachments;
import kartei.storage.Bundles;
import kartei.storage.Remains;
import kartei.storage.Withdrawals;

/// The files in which a contact may be: those of its messages, and those that were made of what is known of it.
record ContactFiles(Attachments attachments, Withdrawals withdrawals, Bundles bundles, Supplier<String> ids) {

    /// Deletes files of the contact's messages.
    Remains.Deleted clear(WorkspaceId ws, ContactId contact) {
        return attachments.clear(ws, contact);
    }

    /// Whether there is a file of the contact's messages.
    boolean areThere(WorkspaceId ws, ContactId contact) {
        return attachments.areThere(ws, contact);
    }

    /// Withdraws what was made of the contact.
    Remains.Deleted withdraw(WorkspaceId ws, ContactId contact, Instant now) {
        bundles.holding(ws, contact, now).forEach(bundle -> bundles.withdraw(ws, bundle, ids.get(), now));
        return new Remains.Deleted(withdrawals.withdraw(ws, contact, ids, now), false);
    }

    /// Whether something that was made of the contact, or is being made, may still be there.
    boolean areHeld(WorkspaceId ws, ContactId contact, Instant erasedAt, Instant now) {
        return withdrawals.holds(ws, contact, erasedAt) || !bundles.holding(ws, contact, now).isEmpty();
    }
}
