package kartei.storage;

import java.util.Set;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.contact.ContactId;

/// `CHECK`: up to which erasure the rows of an export were compared with those who were erased.
final class ExportCheckCodec {
    static final Set<String> FIELDS = Set.of("seq", "at", "lately", Fields.TTL);

    private ExportCheckCodec() {}

    static Item encode(Key key, ExportCheck check) {
        return Item.at(key)
                .number("seq", check.seq())
                .time("at", check.at())
                .texts("lately", check.lately().stream().map(ContactId::value).sorted().toList())
                .number(Fields.TTL, check.at().plus(Limits.JOB_KEPT).getEpochSecond());
    }

    static ExportCheck decode(Item item) {
        return new ExportCheck(item.number("seq"), item.time("at"),
                item.texts("lately").stream().map(ContactId::new).collect(Collectors.toSet()));
    }
}
