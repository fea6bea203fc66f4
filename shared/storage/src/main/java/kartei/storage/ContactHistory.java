package kartei.storage;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Message;

/// The messages of a contact, or of several that are one person, over all their conversations, newest first.
///
/// The heads of the conversations say when each began and which message is its last, so that only those are read that can
/// have something for the page. The newest 100 conversations are merged; when they are all told, the next 100 follow.
public final class ContactHistory {
    /// Conversations that are read in the first round; each further round reads twice as many.
    private static final int FIRST_ROUND = 16;

    private static final Comparator<Conversation> NEWEST = Comparator
            .comparing((Conversation conversation) -> conversation.id().ulid())
            .reversed();

    private final Table table;
    private final Messages messages;
    private final ConversationCodec conversations = new ConversationCodec();

    public ContactHistory(Table table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    /// A message, its conversation, and the `start` of a page that follows it.
    public record Told(Message message, Conversation conversation, String position) {}

    /// A page, and the newest conversations of each contact from the page's start on, newest first.
    public record Telling(Page<Told> page, List<Conversation> conversations) {
        public Telling {
            conversations = List.copyOf(conversations);
        }
    }

    /// Where a page starts: which conversation is the newest that it looks at, and which message the page before ended with.
    private record Place(Optional<String> newest, Optional<String> before) {
        static Place of(String start) {
            var parts = start.split(" ", 2);
            return new Place(Optional.of(parts[0]), Optional.of(parts[1]).filter(id -> !id.isEmpty()));
        }

        static String text(String newest, String before) {
            return newest + " " + before;
        }
    }

    /// A page of at most `limit` messages of these contacts, of the live ones among them; nothing when none is alive.
    public Optional<Telling> page(WorkspaceId ws, List<ContactId> contacts, Optional<String> start, int limit) {
        var place = start.map(Place::of).orElseGet(() -> new Place(Optional.empty(), Optional.empty()));
        var alive = Together.start(() -> table.getAll(contacts.stream().map(id -> Keys.activity(ws, id)).toList(),
                ActivityCodec.ALL.stream().map(List::of).toList()));
        var read = Together.all(contacts.stream()
                .<Supplier<List<Conversation>>>map(contact -> () -> heads(ws, contact, place))
                .toList());
        var live = Together.join(alive);
        if (live.isEmpty()) {
            return Optional.empty();
        }
        var heads = read.stream()
                .flatMap(List::stream)
                .filter(head -> live.containsKey(Keys.activity(ws, head.id().contact())))
                .sorted(NEWEST)
                .toList();
        var block = heads.subList(0, Math.min(heads.size(), Limits.HISTORY_CONVERSATIONS_MAX));
        var older = heads.size() > block.size() ? Optional.of(Place.text(heads.get(block.size()).id().ulid(), ""))
                : Optional.<String>empty();
        var page = block.isEmpty() ? Page.<Told>last(List.of()) : told(ws, block, place.before(), limit);
        return Optional.of(new Telling(new Page<>(page.items(), page.next().or(() -> older)), heads));
    }

    /// The newest conversations of a contact from the place on, one more than are looked at together.
    private List<Conversation> heads(WorkspaceId ws, ContactId contact, Place place) {
        return table.query(Keys.partition(ws, contact), heads(place), false, Limits.HISTORY_CONVERSATIONS_MAX + 1)
                .stream()
                .map(conversations::read)
                .toList();
    }

    private static Range heads(Place place) {
        return place.newest()
                .<Range>map(ulid -> new Range.Between(Keys.CONVERSATION, Keys.CONVERSATION + ulid))
                .orElseGet(() -> new Range.Prefix(Keys.CONVERSATION));
    }

    private Page<Told> told(WorkspaceId ws, List<Conversation> block, Optional<String> before, int limit) {
        var merge = new HistoryMerge(block, before);
        for (int round = FIRST_ROUND; !merge.isSettled(limit); round *= 2) {
            var now = merge.take(round);
            Together.all(now.stream()
                    .<Supplier<Page<Message>>>map(head -> () -> messages.newest(ws, head.id(), before, limit))
                    .toList()).forEach(merge::add);
        }
        var newest = block.getFirst().id().ulid();
        return merge.page(limit, message -> Place.text(newest, message.id()));
    }
}
