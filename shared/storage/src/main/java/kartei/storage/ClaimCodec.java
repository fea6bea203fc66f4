package kartei.storage;

import java.time.Instant;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.ConversationId;

/// `K` of `CLM#…`: that a channel's message has been taken.
final class ClaimCodec implements ItemCodec<Claim> {
    @Override
    public Item encode(WorkspaceId ws, Claim claim) {
        var item = Item.at(Keys.claim(ws, claim.hash()))
                .text("id", claim.hash())
                .text("contact", claim.conversation().contact().value())
                .text("conversation", claim.conversation().ulid())
                .text("message", claim.messageId())
                .flag("files", claim.files());
        claim.ends().ifPresent(ends -> item.number(Fields.TTL, ends.getEpochSecond()));
        return item;
    }

    @Override
    public Claim decode(Item item) {
        var conversation = new ConversationId(new ContactId(item.text("contact")), item.text("conversation"));
        return new Claim(item.text("id"), conversation, item.text("message"), item.flag("files"),
                item.findNumber(Fields.TTL).map(Instant::ofEpochSecond));
    }
}
