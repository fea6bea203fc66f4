package kartei.storage;

import kartei.domain.Actor;
import kartei.domain.Medium;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.erasure.Erasure;
import kartei.domain.job.JobId;

/// `L#…` of `DEL#…`: an entry of the deletion log.
final class ErasureCodec implements ItemCodec<Erasure> {
    static final String JOB = "job";

    @Override
    public Item encode(WorkspaceId ws, Erasure erasure) {
        return Item.at(Keys.erasure(ws, erasure.id()))
                .text("id", erasure.id())
                .text("group", erasure.group())
                .text("contact", erasure.contact().value())
                .text("hint", erasure.hint())
                .text("medium", erasure.medium().name())
                .text("channel", erasure.channelId())
                .time("at", erasure.at())
                .text("by", erasure.by().id())
                .text("byName", erasure.by().name())
                .time("uploadUntil", erasure.uploadUntil())
                .text(JOB, erasure.job().value());
    }

    @Override
    public Erasure decode(Item item) {
        return new Erasure(item.text("id"), item.findText("group"), new ContactId(item.text("contact")),
                item.text("hint"), Medium.valueOf(item.text("medium")), item.text("channel"), item.time("at"),
                new Actor(item.text("by"), item.findText("byName")), item.findTime("uploadUntil"),
                JobId.of(item.text(JOB)).orElseThrow(() -> new IllegalStateException("is of no known job")));
    }
}
