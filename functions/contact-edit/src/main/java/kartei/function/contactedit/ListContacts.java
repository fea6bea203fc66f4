package kartei.function.contactedit;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.PageRequest;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.conversation.LiveContact;
import kartei.domain.link.Mark;
import kartei.domain.link.Marks;
import kartei.domain.workspace.Workspace;
import kartei.storage.ContactLists;
import kartei.storage.Persons;

/// Lists contacts, newest activity first: all, those of a channel, those in a group (S41), those with a value.
record ListContacts(ContactLists lists, Persons persons) {

    /// What is asked for; `value` is of an attribute by which contacts are found.
    private record Wish(
            Optional<String> channel,
            Optional<String> group,
            Optional<String> attribute,
            Optional<String> value) {
        static Wish of(HttpRequest request) {
            return new Wish(request.query("channel"), request.query("group"), request.query("attribute"),
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
            return new String[]{"channel=" + channel.orElse(""), "group=" + group.orElse(""),
                    "attribute=" + attribute.orElse(""), "value=" + value.orElse("")};
        }
    }

    HttpResponse answer(HttpRequest request) {
        var wish = Wish.of(request);
        var filters = wish.filters();
        var wanted = request.page(filters);
        var found = wish.isByValue() ? marked(request, wish, wanted) : page(request, wish, Optional.empty(), wanted);
        var workspace = request.workspace();
        check(workspace, wish);
        var people = persons.of(workspace, found.items().stream().map(LiveContact::contact).toList());
        var items = IntStream.range(0, people.size())
                .mapToObj(i -> ContactView.item(workspace, found.items().get(i), people.get(i)))
                .toList();
        return request.answer(new Page<>(items, found.next()), filters);
    }

    /// What a value is compared as depends on the workspace; these are not looked for beside the check of the caller.
    private Page<LiveContact> marked(HttpRequest request, Wish wish, PageRequest wanted) {
        return mark(request.workspace(), wish).map(mark -> page(request, wish, Optional.of(mark), wanted))
                .orElseGet(() -> Page.last(List.of()));
    }

    private Page<LiveContact> page(HttpRequest request, Wish wish, Optional<Mark> mark, PageRequest wanted) {
        var filter = new ContactLists.Filter(wish.channel(), wish.group(), mark);
        return lists.page(request.caller().workspace(), request::workspace, filter, wanted.start(), wanted.limit());
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

    /// A channel or group that is not there, and the VIP group while VIP is off (S42), are 404.
    private static void check(Workspace workspace, Wish wish) {
        if (wish.channel().filter(id -> workspace.channel(id).isEmpty()).isPresent()
                || wish.group().filter(key -> !workspace.hasGroup(key)).isPresent()) {
            throw Rejected.notFound();
        }
    }
}
