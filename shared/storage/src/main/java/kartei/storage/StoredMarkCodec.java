package kartei.storage;

import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;

/// `C#…` of `LNK#…`: that a contact is recognised by a mark.
final class StoredMarkCodec implements ItemCodec<StoredMark> {
    private static final String CONTACT = "contact";
    private static final String OTHERS = "others";
    private static final String NOT_SAME = "notSame";

    @Override
    public Item encode(WorkspaceId ws, StoredMark mark) {
        var item = Item.at(Keys.mark(ws, mark.name(), mark.contact())).text(CONTACT, mark.contact().value());
        if (mark.name().links()) {
            item.texts(OTHERS, mark.others().stream().map(Keys::text).toList())
                    .texts(NOT_SAME, mark.notSame().stream().map(ContactId::value).toList());
        }
        return item;
    }

    @Override
    public StoredMark decode(Item item) {
        return new StoredMark(Keys.markOf(item.key()), new ContactId(item.text(CONTACT)),
                item.texts(OTHERS).stream().map(Keys::markOf).toList(),
                item.texts(NOT_SAME).stream().map(ContactId::new).toList());
    }
}
