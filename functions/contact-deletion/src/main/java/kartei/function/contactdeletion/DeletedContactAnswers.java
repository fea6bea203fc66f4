package kartei.function.contactdeletion;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Predicate;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Medium;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.storage.DeletionLog;
import kartei.storage.PrivacySettings;
import kartei.storage.ReceiptKey;

/// The routes of the deletion log (S50, S51).
record DeletedContactAnswers(DeletionLog log, PrivacySettings privacy, ReceiptKey key) {

    HttpResponse list(HttpRequest request) {
        var from = time(request, "from");
        var to = time(request, "to");
        var medium = request.query("medium")
                .map(word -> Medium.of(word).orElseThrow(() -> Rejected.invalid("/medium", "is no medium")));
        String[] filters = {from.toString(), to.toString(), medium.map(Medium::word).orElse("")};
        var page = request.page(filters);
        var found = log.page(request.workspace().id(), new DeletionLog.Span(from, to, page.start()), medium,
                page.limit());
        var kept = new Page<>(found.items().stream().filter(isKept(request)).toList(), found.next());
        return request.answer(kept.map(logged -> DeletedContactView.of(logged, request.workspace())), filters);
    }

    /// What the settings of this moment keep; the job that deletes the others may come later. Who is still being erased is kept.
    private Predicate<DeletionLog.Logged> isKept(HttpRequest request) {
        var from = privacy.find(request.caller().workspace()).logFrom(request.now());
        return logged -> logged.receipt().isEmpty() || from.filter(logged.erasure().at()::isBefore).isEmpty();
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
                .filter(isKept(request))
                .map(logged -> HttpResponse.ok(DeletedContactView.of(logged, request.workspace())))
                .orElseThrow(Rejected::notFound);
    }

    HttpResponse signingKey(HttpRequest request) {
        return HttpResponse.plainText(key.pem());
    }
}
