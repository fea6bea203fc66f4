package kartei.storage;

import static kartei.storage.SampleTable.AT;
import static kartei.storage.SampleTable.CONTACT;
import static kartei.storage.SampleTable.CONVERSATION;
import static kartei.storage.SampleTable.EDIT;
import static kartei.storage.SampleTable.MESSAGE;
import static kartei.storage.SampleTable.RESOLVED;
import static kartei.storage.SampleTable.WS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeKey;
import kartei.domain.attribute.AttributeKind;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Format;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.contact.Source;
import kartei.domain.contact.ValueChange;
import kartei.domain.conversation.Claim;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Snapshot;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Criterion;
import kartei.domain.rule.Operator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class TableCheckTest {
    @Test
    void findsNothingInASoundTable() {
        assertThat(TableCheck.faultsOf(new SampleTable().items())).isEmpty();
    }

    static Stream<Arguments> faults() {
        var contact = Keys.contact(WS, CONTACT);
        var activity = Keys.activity(WS, CONTACT);
        var conversation = Keys.conversation(WS, CONVERSATION);
        return Stream.of(damage("an item of no kind", "no known kind", t -> t.put(Item.at(new Key("ODD", "x")))),
                damage("a field too many", "[odd]", t -> t.at(contact).text("odd", "x")),
                damage("a field too few", "breaks a rule", t -> t.at(contact).fields().remove("channel")),
                damage("an index key of another time", "RecSK",
                        t -> t.at(activity).indexed(Index.RECENT, Keys.recent(WS, CONTACT, AT.plusSeconds(1)))),
                damage("a contact without its activity", "its activity is not there", t -> t.without(activity)),
                damage("an activity without its contact", "its contact is not there", t -> t.without(contact)),
                damage("no channel", "its channel is not there", t -> t.without(Keys.channel(WS, "acme-ig"))),
                damage("an open conversation that is not there", "not open", t -> t.without(conversation)),
                damage("an open conversation that nobody names", "the contact's open one",
                        t -> t.at(activity).fields().remove("open")),
                damage("a message without its conversation", "its conversation is not there",
                        t -> t.without(conversation)),
                damage("a conversation without its last message", "its last message is not there",
                        t -> t.without(Keys.message(WS, CONVERSATION, MESSAGE))),
                damage("a VIP who is no member", "not both",
                        t -> t.without(Keys.membership(WS, CONTACT, Contacts.VIP_GROUP))),
                damage("a member who is no VIP", "not both", t -> t.at(contact).flag("vip", false)),
                damage("a resolved conversation without a snapshot", "a snapshot of that moment, not both",
                        t -> t.without(Keys.snapshot(WS, RESOLVED, 0))),
                damage("an open conversation with a snapshot", "a snapshot of that moment, not both",
                        t -> t.put(piece(CONVERSATION, 0, AT))),
                damage("a snapshot of another moment", "a snapshot of that moment, not both",
                        t -> t.put(piece(RESOLVED, 0, AT.plusSeconds(1)))),
                damage("a piece too many", "is a piece of another snapshot", t -> t.put(piece(RESOLVED, 1, AT))),
                damage("a snapshot of no conversation", "its conversation is not there",
                        t -> t.without(Keys.conversation(WS, RESOLVED))),
                damage("a file of no message", "names a message that has no files",
                        t -> t.at(Keys.attachment(WS, CONTACT, "hash")).text("message", EDIT)),
                damage("an edit that nothing is written down of", "has not what the edits of email lead to",
                        t -> t.without(Keys.loggedEdit(WS, CONTACT, EDIT))),
                damage("an edit that is written down twice", "has not what the edits of vip lead to",
                        t -> t.put(again(t.at(Keys.loggedEdit(WS, CONTACT, EDIT))))),
                damage("a rule of a group that is not there", "names the group Gold",
                        t -> t.without(Keys.contactGroup(WS, "gold"))),
                damage("a rule of a team that is not there", "names the team Key",
                        t -> t.without(Keys.team(WS, "key"))),
                damage("a group that asks for an attribute that is not there", "asks for an attribute",
                        t -> t.put(new ContactGroupCodec().encode(WS,
                                new ContactGroup("Gold", "Gold",
                                        List.of(new Criterion("gone", Operator.IS_SET, List.of("true"))), 1)))),
                damage("a member under another's place", "stands in the index as another's",
                        t -> t.at(Keys.membership(WS, CONTACT, Contacts.VIP_GROUP))
                                .indexed(Index.WORK, Keys.group(WS, "gold", CONTACT, AT))),
                damage("a contact that rests though a conversation is open", "rests since no conversation was resolved",
                        t -> t.at(Keys.activity(WS, CONTACT)).indexed(Index.WORK, Keys.resting(WS, CONTACT, AT))),
                damage("an edit that leads on from nowhere, and none was cleared", "has not what the edits of email",
                        t -> t.put(new LoggedEditCodec().encode(WS,
                                new LoggedEdit(MESSAGE, CONTACT, Authorship.ofNobody(AT),
                                        List.of(new ValueChange("email", Optional.empty(), Source.AGENT,
                                                Optional.of("al@example.com"), Optional.empty())))))),
                damage("edits of nobody", "its contact is not there", t -> t.without(contact)));
    }

    static Stream<Arguments> faultsOfWhatIsNotAConversation() {
        var contact = Keys.contact(WS, CONTACT);
        return Stream.of(
                damage("a count too high", "counts more", t -> t.at(Keys.usage(WS, "email", 3)).number("n", 2)),
                damage("a count that is missing", "counts less", t -> t.without(Keys.usage(WS, "email", 3))),
                damage("a value of no attribute", "which is not there", t -> {
                    var values = t.at(contact).map("values");
                    t.at(contact)
                            .with("values", AttributeValue.fromM(Map.of("gone", values.values().iterator().next())));
                }),
                damage("an order of keys that nothing has", "no attribute has",
                        t -> t.put(Item.at(Keys.order(WS)).number("stamp", 1).texts("keys", List.of("odd")))),
                damage("a claim that holds too much", "should not have [odd]",
                        t -> t.put(Item.at(Keys.claimedKey(WS, "odd")).text("id", "odd").text("odd", "x"))),
                damage("a claim of no attribute", "for an attribute that is not there",
                        t -> t.put(Item.at(Keys.claimedKey(WS, "odd")).text("id", "odd"))),
                damage("a custom attribute without its claims", "is not claimed for its attribute",
                        t -> t.put(new AttributeDefinitionCodec().encode(WS, tier()))),
                damage("an attribute that the order lacks", "lacks the key",
                        t -> t.put(new AttributeDefinitionCodec().encode(WS, tier()))),
                damage("a counter closed for nothing", "not closed for just what is being cleared",
                        t -> t.at(Keys.usage(WS, "email", 3)).with("closed", AttributeValue.fromSs(List.of("*")))),
                damage("a claim of a message that is not there", "its message is not there",
                        t -> t.put(new ClaimCodec().encode(WS, new Claim("odd", CONVERSATION, "odd", false)))),
                damage("an identity of nobody", "its contact is not there", t -> t.without(contact)),
                damage("an identity that its contact does not know", "reference to it is not there",
                        t -> t.without(Keys.identityReference(WS, CONTACT, SampleTable.IDENTITY))),
                damage("a counter with a field too many", "should not have odd",
                        t -> t.at(Keys.usage(WS, "email", 3)).number("odd", 1)),
                damage("a mark of a contact that is not there", "its contact is not there", t -> t.without(contact)),
                damage("a mark that names another that is not there", "another mark of its contact is not there",
                        t -> t.without(Keys.mark(WS, SampleTable.MATCHING, CONTACT))),
                damage("a mark that does not know who its contact is not",
                        "does not agree with its contact on who it is not",
                        t -> t.at(contact).texts("notSame", List.of("01ARZ3NDEKTSV4RRFFQ69G5FZZ"))),
                damage("an identity that is another's", "is not the identity of its contact",
                        t -> t.put(Item.at(Keys.identityReference(WS, CONTACT, "odd")))));
    }

    private static Item again(Item edit) {
        var codec = new LoggedEditCodec();
        var read = codec.read(edit);
        return codec.encode(WS,
                new LoggedEdit("01ARZ3NDEKTSV4RRFFQ69G5FAZ", CONTACT, read.authorship(), read.changes()));
    }

    private static Item piece(ConversationId conversation, int number, Instant at) {
        return new SnapshotCodec().encode(WS,
                new SnapshotPiece(conversation, number, 1, new Snapshot(at, Optional.empty(), List.of())));
    }

    private static AttributeDefinition tier() {
        return new AttributeDefinition("01ARZ3NDEKTSV4RRFFQ69G5FA0", new AttributeKey("tier"), "Tier",
                AttributeKind.CUSTOM, AttributeType.TEXT, Format.TEXT, List.of(), true, Map.of(), false, false, 1);
    }

    private static Arguments damage(String what, String said, Consumer<SampleTable> damage) {
        return Arguments.argumentSet(what, said, damage);
    }

    @ParameterizedTest
    @MethodSource({"faults", "faultsOfWhatIsNotAConversation"})
    void namesWhatIsWrong(String said, Consumer<SampleTable> damage) {
        var table = new SampleTable();
        damage.accept(table);

        assertThat(TableCheck.faultsOf(table.items())).anySatisfy(fault -> assertThat(fault).contains(said));
    }

    /// What it began with nobody has edited: where an import has put the contact, its values and VIP; elsewhere that shows.
    @Test
    void knowsThatAnImportBringsVip() {
        var table = new SampleTable().without(Keys.loggedEdit(WS, CONTACT, EDIT));
        var values = table.at(Keys.contact(WS, CONTACT)).map("values");
        var email = new HashMap<>(Optional.ofNullable(values.get("email")).orElseThrow().m());
        email.put("import", Optional.ofNullable(email.remove("agent")).orElseThrow());
        table.at(Keys.contact(WS, CONTACT))
                .with("values", AttributeValue.fromM(Map.of("email", AttributeValue.fromM(email))));

        assertThat(TableCheck.faultsOf(table.items())).singleElement().asString().contains("the edits of vip");
        table.at(Keys.identityReference(WS, CONTACT, SampleTable.IDENTITY)).text("origin", "import");
        assertThat(TableCheck.faultsOf(table.items())).isEmpty();
    }

    @Test
    void throwsAllFaultsAtOnceAndNoValueOfAnItem() {
        var table = new SampleTable();
        table.at(Keys.contact(WS, CONTACT)).text("displayName", "Jo Marker").text("odd", "Jo Marker");
        table.put(Item.at(Keys.definition(WS, new AttributeKey("odd"))).text("label", "Jo Marker"));

        assertThatThrownBy(() -> TableCheck.check(table.items().stream().map(Item::fields).toList()))
                .hasMessageContaining("2 faults")
                .hasMessageNotContaining("Marker");
    }
}
