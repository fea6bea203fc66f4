package kartei.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;

/// Merges the messages of conversations that overlap in time, newest first, while they are being read; knows down to where
/// the result is settled, whatever is still unread.
final class HistoryMerge {
    private final Map<ConversationId, Conversation> heads;
    /// Conversations that were not read yet, by their last messages, newest first.
    private final List<Conversation> unread;
    private final List<Message> read = new ArrayList<>();
    /// A conversation that was read has older messages than this one; the newest of such.
    private String cut = "";

    /// `before`: only messages older than the one with this id are wanted.
    HistoryMerge(List<Conversation> conversations, Optional<String> before) {
        heads = conversations.stream().collect(Collectors.toMap(Conversation::id, Function.identity()));
        unread = conversations.stream()
                .filter(head -> before.filter(id -> Ulids.millis(head.id().ulid()) > horizon(id)).isEmpty())
                .sorted(Comparator.comparing(Conversation::lastMessageId).reversed())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// The next conversations to read.
    List<Conversation> take(int count) {
        var next = unread.subList(0, Math.min(count, unread.size()));
        var taken = List.copyOf(next);
        next.clear();
        return taken;
    }

    /// Adds what one conversation gave, newest first; with a `next` when it has older ones.
    void add(Page<Message> messages) {
        read.addAll(messages.items());
        read.sort(Comparator.comparing(Message::id).reversed());
        if (messages.next().isPresent() && messages.items().getLast().id().compareTo(cut) > 0) {
            cut = messages.items().getLast().id();
        }
    }

    /// Whether reading more would change nothing of a page of `limit` messages.
    boolean isSettled(int limit) {
        return unread.isEmpty() || settled().size() >= limit || (!cut.isEmpty() && isAboveUnread(cut));
    }

    Page<ContactHistory.Told> page(int limit, Function<Message, String> position) {
        var shown = settled().stream()
                .limit(limit)
                .map(message -> new ContactHistory.Told(message, head(message), position.apply(message)))
                .toList();
        var more = shown.size() < read.size() || !cut.isEmpty() || !unread.isEmpty();
        return more && !shown.isEmpty() ? new Page<>(shown, Optional.of(shown.getLast().position())) : Page.last(shown);
    }

    private List<Message> settled() {
        return read.stream()
                .takeWhile(message -> message.id().compareTo(cut) >= 0 && isAboveUnread(message.id()))
                .toList();
    }

    private boolean isAboveUnread(String messageId) {
        return unread.isEmpty() || Ulids.millis(messageId) > horizon(unread.getFirst().lastMessageId());
    }

    /// Up to when something may have been written that this id was the last of: ids are made before they are written, by
    /// several processes whose clocks differ.
    private static long horizon(String id) {
        return Ulids.millis(id) + Limits.ID_SKEW.toMillis();
    }

    private Conversation head(Message message) {
        return Optional.ofNullable(heads.get(message.conversation())).orElseThrow();
    }
}
