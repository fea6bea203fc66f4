package kartei.function.inbox;

import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.http.Route;

/// The route of connectors that bring messages in.
final class MessageAnswers {
    private final TakeMessage take;
    private final Supplier<String> ids;

    MessageAnswers(TakeMessage take, Supplier<String> ids) {
        this.take = take;
        this.ids = ids;
    }

    Route.Action take(HttpRequest request) {
        var incoming = MessageRequest.read(request.body(), ids);
        var taking = new TakeMessage.Request(request.caller().workspace(), incoming, request.attempt(), request.now());
        var before = take.look(taking);
        return checked -> answer(take.take(taking, before, checked.workspace()), incoming);
    }

    private static HttpResponse answer(Taken taken, Incoming incoming) {
        var shown = HttpResponse.of(taken.status(), taken.show(incoming.ignored()));
        var response = taken.status() == 201
                ? shown.with("location", "/v1/conversations/" + taken.conversation().value())
                : shown;
        return taken.replayed() ? response.replayed() : response;
    }
}
