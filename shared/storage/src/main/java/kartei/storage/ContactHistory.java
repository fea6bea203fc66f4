package kartei.storage;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Message;

/// The messages of a contact over all its conversations, newest first.
///
/// The heads of the conversations say when each began and which message is its last, so that only those are read that can
/// have something for the page. The newest 100 conversations are merged; when they are all told, the next 100 follow.
public final class ContactHistory {
    /// Conversations that are read in the first round; each further round reads twice as many.
    private static final int FIRST_ROUND = 8;

    private final Table table;
    private final Messages messages;
    private final ConversationCodec conversations = new ConversationCodec();

    public ContactHistory(Table table, Messages messages) {
        this.table = table;
        this.messages = messages;
    }

    /// A message, its conversation, and the `start` of a page that follows it.
    public record Told(Message message, Conversation conversation, String position) {}

    /// A page, and the conversations that it was taken from, newest first.
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

    /// A page of at most `limit` messages, nothing when there is no such contact.
    public Optional<Telling> page(WorkspaceId ws, ContactId contact, Optional<String> start, int limit) {
        var place = start.map(Place::of).orElseGet(() -> new Place(Optional.empty(), Optional.empty()));
        var activity = Keys.activity(ws, contact);
        var read = Together.all(List.<Supplier<List<Item>>>of(() -> table.get(activity).stream().toList(),
                () -> table.query(activity.pk(), heads(place), false, Limits.HISTORY_CONVERSATIONS_MAX + 1)));
        if (read.getFirst().isEmpty()) {
            return Optional.empty();
        }
        var heads = read.getLast().stream().map(conversations::read).toList();
        var block = heads.subList(0, Math.min(heads.size(), Limits.HISTORY_CONVERSATIONS_MAX));
        var older = heads.size() > block.size() ? Optional.of(Place.text(heads.getLast().id().ulid(), ""))
                : Optional.<String>empty();
        var page = block.isEmpty() ? Page.<Told>last(List.of()) : told(ws, block, place.before(), limit);
        return Optional.of(new Telling(new Page<>(page.items(), page.next().or(() -> older)), block));
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
