package kartei.domain.conversation;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;

import kartei.domain.Wording;
import kartei.domain.contact.Contact;
import kartei.domain.rule.Facts;

/// What a conversation that was given to a team by hand depends on: as long as this stays, it stays there (S34). A digest of
/// 64 bits (FNV-1a), so that nothing can be read from it.
final class Circumstances {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Circumstances() {}

    /// Of topics, visibility, the last change of VIP, and the contact groups the contact is in.
    static String of(Conversation conversation, Contact contact, List<String> groups) {
        var facts = Facts.of(new TreeSet<>(groups), conversation.topics(), conversation.channelId(),
                conversation.visibility());
        var text = String.join("\n", new TreeSet<>(facts.foldedTopics())) + "\n\n" + conversation.visibility().word()
                + "\n" + contact.vipRev() + "\n" + String.join("\n", groups);
        return HexFormat.of().toHexDigits(digest(Wording.trimmed(text)));
    }

    private static long digest(String text) {
        var hash = BASIS;
        for (var b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return hash;
    }
}
