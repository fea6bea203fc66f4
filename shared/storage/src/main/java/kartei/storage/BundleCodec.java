package kartei.storage;

import java.util.LinkedHashMap;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Bundle;
import kartei.domain.job.JobId;
import kartei.domain.link.Person;
import kartei.domain.link.Person.Linked;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `BUNDLE`, beside its job: an access bundle that somebody asked for. `contacts` are the ids of all who are in it, in order: by
/// them an erasure finds it.
final class BundleCodec implements ItemCodec<Bundle> {
    static final String CONTACTS = "contacts";
    static final String OBJECT = "object";
    static final String BYTES = "bytes";
    static final String SHA256 = "sha256";
    static final String MADE_AT = "madeAt";
    static final String WITHDRAWN_AT = "withdrawnAt";
    static final String CLEARED = "cleared";

    @Override
    public Item encode(WorkspaceId ws, Bundle bundle) {
        var item = Item.at(Keys.bundle(ws, bundle.id()))
                .text("id", bundle.id().value())
                .text("contact", bundle.person().contact().value())
                .texts(CONTACTS, bundle.contacts().stream().map(ContactId::value).toList())
                .with("others",
                        AttributeValue.fromL(bundle.person().others().stream().map(BundleCodec::linked).toList()))
                .flag("cut", bundle.person().cut())
                .time("createdAt", bundle.createdAt())
                .time(WITHDRAWN_AT, bundle.withdrawn())
                .flag(CLEARED, bundle.cleared())
                .number(Fields.TTL, bundle.createdAt().plus(Limits.JOB_KEPT.multipliedBy(2)).getEpochSecond());
        bundle.made()
                .ifPresent(file -> item.text(OBJECT, file.object())
                        .number(BYTES, file.bytes())
                        .text(SHA256, file.sha256())
                        .time(MADE_AT, file.at()));
        return item;
    }

    @Override
    public Bundle decode(Item item) {
        var others = item.list("others").stream().map(linked -> linked(Item.of(linked.m()))).toList();
        return new Bundle(JobId.of(item.text("id")).orElseThrow(() -> new IllegalStateException("is of no known kind")),
                new Person(new ContactId(item.text("contact")), others, item.flag("cut")), item.time("createdAt"),
                made(item), item.findTime(WITHDRAWN_AT), item.flag(CLEARED));
    }

    private static Optional<Bundle.Made> made(Item item) {
        return item.findTime(MADE_AT)
                .map(at -> new Bundle.Made(item.text(OBJECT), item.number(BYTES), item.text(SHA256), at));
    }

    private static AttributeValue linked(Linked linked) {
        return AttributeValue.fromM(Item.of(new LinkedHashMap<>())
                .text("contact", linked.contact().value())
                .text("kind", linked.kind())
                .text("via", linked.via().map(ContactId::value))
                .fields());
    }

    private static Linked linked(Item item) {
        return new Linked(new ContactId(item.text("contact")), item.text("kind"),
                item.findText("via").map(ContactId::new));
    }
}
