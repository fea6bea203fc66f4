package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Medium;
import kartei.domain.Rejected;
import kartei.domain.erasure.Erasure;
import kartei.storage.DeletionLog;
import kartei.storage.ReceiptKey;

/// The routes of the deletion log (S50, S51).
record DeletedContactAnswers(DeletionLog log, ReceiptKey key) {

    HttpResponse list(HttpRequest request) {
        var from = time(request, "from");
        var to = time(request, "to");
        var medium = request.query("medium")
                .map(word -> Medium.of(word).orElseThrow(() -> Rejected.invalid("/medium", "is no medium")));
        String[] filters = {from.toString(), to.toString(), medium.map(Medium::word).orElse("")};
        var page = request.page(filters);
        var found = log.page(request.workspace().id(), new DeletionLog.Span(from, to, page.start()),
                erasure -> isOf(medium, erasure), page.limit());
        return request.answer(found.map(logged -> DeletedContactView.of(logged, request.workspace())), filters);
    }

    private static boolean isOf(Optional<Medium> medium, Erasure erasure) {
        return medium.filter(wanted -> wanted != erasure.medium()).isEmpty();
    }

    private static Optional<Instant> time(HttpRequest request, String name) {
        return request.query(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException none) {
                throw Rejected.invalid("/" + name, "must be a time such as 2026-11-22T09:00:00Z");
            }
        });
    }

    HttpResponse read(HttpRequest request) {
        return log.find(request.workspace().id(), request.path("erasureId"))
                .map(logged -> HttpResponse.ok(DeletedContactView.of(logged, request.workspace())))
                .orElseThrow(Rejected::notFound);
    }

    HttpResponse signingKey(HttpRequest request) {
        return HttpResponse.plainText(key.pem());
    }
}
