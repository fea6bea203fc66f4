package kartei.function.contactedit;

import java.util.List;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.PageRequest;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.BuiltInAttributes;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Mark;
import kartei.domain.link.Marks;
import kartei.domain.workspace.Workspace;
import kartei.storage.ContactLists;

/// Lists contacts, newest activity first: all, those of a channel, those in the VIP group (S41), those with a value.
record ListContacts(ContactLists lists) {

    /// What is asked for; `value` is of an attribute by which contacts are found.
    private record Wish(Optional<String> channel, boolean vip, Optional<String> attribute, Optional<String> value) {
        static Wish of(HttpRequest request) {
            var group = request.query("group");
            if (group.isPresent() && !group.get().equals(BuiltInAttributes.VIP.value())) {
                throw Rejected.notFound();
            }
            return new Wish(request.query("channel"), group.isPresent(), request.query("attribute"),
                    request.query("value"));
        }

        /// Without the value, which is a person's.
        @Override
        public String toString() {
            return "Wish[…]";
        }

        boolean isByValue() {
            return attribute.isPresent() || value.isPresent();
        }

        String[] filters() {
            return new String[]{"channel=" + channel.orElse(""), "group=" + vip, "attribute=" + attribute.orElse(""),
                    "value=" + value.orElse("")};
        }
    }

    HttpResponse answer(HttpRequest request) {
        var wish = Wish.of(request);
        var filters = wish.filters();
        var wanted = request.page(filters);
        var found = wish.isByValue() ? marked(request.workspace(), wish, wanted)
                : page(request.caller().workspace(), wish, Optional.empty(), wanted);
        var workspace = request.workspace();
        check(workspace, wish);
        return request.answer(found.map(contact -> ContactView.item(workspace, contact)), filters);
    }

    /// What a value is compared as depends on the workspace; these are not looked for beside the check of the caller.
    private Page<LiveContact> marked(Workspace workspace, Wish wish, PageRequest wanted) {
        return mark(workspace, wish).map(mark -> page(workspace.id(), wish, Optional.of(mark), wanted))
                .orElseGet(() -> Page.last(List.of()));
    }

    private Page<LiveContact> page(WorkspaceId ws, Wish wish, Optional<Mark> mark, PageRequest wanted) {
        return lists.page(ws, new ContactLists.Filter(wish.channel(), wish.vip(), mark), wanted.start(),
                wanted.limit());
    }

    /// Nothing for a value that no contact is found by: an empty one, or no phone number.
    private static Optional<Mark> mark(Workspace workspace, Wish wish) {
        var key = wish.attribute().orElseThrow(() -> Rejected.invalid("/attribute", "is required beside value"));
        var value = wish.value().orElseThrow(() -> Rejected.invalid("/value", "is required beside attribute"));
        var rule = workspace.linkRule();
        var definition = workspace.attributes()
                .find(key)
                .filter(AttributeDefinition::enabled)
                .filter(found -> Marks.kindOf(found, rule).isPresent())
                .orElseThrow(() -> Rejected.invalid("/attribute",
                        "must be email, phone, accountId or the matching attribute"));
        return Marks.named(definition, value, rule);
    }

    /// A channel that is not there, and the VIP group while VIP is off (S42), are 404.
    private static void check(Workspace workspace, Wish wish) {
        if (wish.channel().filter(id -> workspace.channel(id).isEmpty()).isPresent()
                || (wish.vip() && !workspace.vipOn())) {
            throw Rejected.notFound();
        }
    }
}
