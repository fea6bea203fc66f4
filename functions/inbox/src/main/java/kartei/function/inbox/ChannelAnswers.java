package kartei.function.inbox;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.Route;
import kartei.domain.Page;
import kartei.domain.channel.Channel;
import kartei.storage.Channels;

/// The routes of admins who look at channels and set them up.
final class ChannelAnswers {
    private final Channels channels;
    private final SetChannel set;

    ChannelAnswers(Channels channels, SetChannel set) {
        this.channels = channels;
        this.set = set;
    }

    HttpResponse list(HttpRequest request) {
        var page = request.page();
        var following = Channels.after(request.workspace(), page.start());
        var items = following.stream().limit(page.limit()).toList();
        var next = items.size() < following.size() ? Optional.of(items.getLast().id()) : Optional.<String>empty();
        return request.answer(new Page<>(items, next).map(ChannelSettingsView::of));
    }

    Route.Action set(HttpRequest request) {
        var id = request.path("id");
        var ws = request.caller().workspace();
        var wanted = ChannelRequest.read(request.body(), id);
        var before = channels.find(ws, id);
        return checked -> answer(set.set(ws, id, wanted, before, checked.ifMatch()));
    }

    private static HttpResponse answer(SetChannel.Outcome outcome) {
        var channel = outcome.channel();
        var shown = ChannelSettingsView.of(channel);
        return outcome.made() ? HttpResponse.created(shown, channel.version(), location(channel))
                : HttpResponse.ok(shown, channel.version());
    }

    private static String location(Channel channel) {
        return "/v1/channels/" + URLEncoder.encode(channel.id(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
