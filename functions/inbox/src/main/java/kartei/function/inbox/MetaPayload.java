package kartei.function.inbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import kartei.api.json.Json;
import kartei.domain.channel.Channel;

/// What one call of Meta's webhooks brings: WhatsApp Cloud API, Messenger pages and Instagram. `ignored` counts the events
/// that are no messages of customers: delivery statuses, echoes, reads, reactions, kinds that nobody knows yet.
record MetaPayload(List<Incoming> messages, int ignored) {
    MetaPayload {
        messages = List.copyOf(messages);
    }

    /// `now` stands in for a send time that is missing.
    static MetaPayload read(Json body, Channel channel, Instant now) {
        var whatsApp = new WhatsAppEvents(channel, now);
        var messaging = new MessagingEvents(channel, now);
        var messages = new ArrayList<Incoming>();
        int ignored = 0;
        for (var entry : Node.of(body).at("entry").each()) {
            for (var change : entry.at("changes").each()) {
                ignored += whatsApp.read(change, messages);
            }
            for (var event : entry.at("messaging").each()) {
                ignored += messaging.read(event, messages);
            }
            ignored += entry.at("standby").each().size();
        }
        return new MetaPayload(messages, ignored);
    }
}
