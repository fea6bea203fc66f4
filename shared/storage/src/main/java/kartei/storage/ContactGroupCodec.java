package kartei.storage;

import java.util.List;
import java.util.Map;
import java.util.Set;

import kartei.domain.WorkspaceId;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// `GRP#…`: a contact group; `GROUP`: one whose members a job counts.
final class ContactGroupCodec implements ItemCodec<ContactGroup> {
    private static final String KEY = "key";
    private static final String NAME = "name";
    private static final String ALL = "all";
    static final Set<String> FIELDS = Set.of(KEY, NAME, ALL, Fields.VERSION);

    @Override
    public Item encode(WorkspaceId ws, ContactGroup group) {
        return at(Keys.contactGroup(ws, group.key()), group);
    }

    static Item at(Key key, ContactGroup group) {
        return Item.at(key)
                .text(KEY, group.key())
                .text(NAME, group.name())
                .with(ALL, AttributeValue.fromL(group.all().stream().map(ContactGroupCodec::stored).toList()))
                .number(Fields.VERSION, group.version());
    }

    private static AttributeValue stored(Criterion criterion) {
        return AttributeValue.fromM(Map.of("attribute", AttributeValue.fromS(criterion.attribute()), "op",
                AttributeValue.fromS(criterion.op().name()), "operands", StoredTexts.of(criterion.operands())));
    }

    @Override
    public ContactGroup decode(Item item) {
        List<Criterion> all = item.list(ALL).stream().map(value -> criterion(Item.of(value.m()))).toList();
        return new ContactGroup(item.text(KEY), item.text(NAME), all, item.number(Fields.VERSION));
    }

    private static Criterion criterion(Item item) {
        return new Criterion(item.text("attribute"), Operator.valueOf(item.text("op")), item.texts("operands"));
    }
}
