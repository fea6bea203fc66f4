package kartei.function.contactexport;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Bundle;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.storage.Bundles;
import kartei.storage.ConditionFailed;
import kartei.storage.Contacts;
import kartei.storage.Persons;
import kartei.storage.Reports;

/// The routes of access bundles.
record BundleAnswers(
        Bundles bundles,
        Reports reports,
        Contacts contacts,
        Persons persons,
        Attempts attempts,
        Supplier<String> ids) {
    private static final int ACCEPTED = 202;
    private static final String BUNDLE = "bundle";

    HttpResponse start(HttpRequest request) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                var held = bundles.find(request.caller().workspace(), earlier.get(), request.now())
                        .orElseThrow(Rejected::notFound);
                return HttpResponse.of(ACCEPTED, BundleView.of(held, request.now())).replayed();
            }
            var bundle = asked(request);
            if (started(request, bundle)) {
                return HttpResponse.of(ACCEPTED, BundleView.of(Bundles.queued(bundle), request.now()));
            }
        }
        throw Rejected.busy();
    }

    private Bundle asked(HttpRequest request) {
        var contact = ContactId.of(request.path("id"))
                .flatMap(id -> contacts.find(request.caller().workspace(), id))
                .orElseThrow(Rejected::notFound);
        var person = persons.of(request.workspace(), contact.contact());
        return Bundle.asked(new JobId(JobKind.ACCESS_BUNDLE, ids.get()), person, request.now());
    }

    /// False when a contact went since it was found, or another attempt was faster.
    private boolean started(HttpRequest request, Bundle bundle) {
        try {
            bundles.start(request.caller().workspace(), bundle,
                    attempts.record(request, ACCEPTED, Map.of(BUNDLE, bundle.id().value())));
            return true;
        } catch (ConditionFailed changedMeanwhile) {
            return false;
        }
    }

    private Optional<JobId> earlier(HttpRequest request) {
        return attempts.earlier(request)
                .map(answer -> JobId.of(answer.ids().getOrDefault(BUNDLE, "")).orElseThrow(Rejected::notFound));
    }

    HttpResponse read(HttpRequest request) {
        return HttpResponse.ok(BundleView.of(held(request), request.now()));
    }

    HttpResponse file(HttpRequest request) {
        var held = held(request);
        return switch (held.state(request.now())) {
            case READY -> download(request, held.bundle());
            case QUEUED, RUNNING -> throw Rejected.conflict("the bundle is not ready");
            case FAILED ->
                throw held.job().isActive() ? Rejected.conflict("the bundle is not ready") : Rejected.notFound();
            case EXPIRED, WITHDRAWN -> throw Rejected.notFound();
        };
    }

    /// One of somebody who was erased a moment ago is not given out, also before it is withdrawn.
    private HttpResponse download(HttpRequest request, Bundle bundle) {
        if (bundles.holdsErased(request.caller().workspace(), bundle)) {
            throw Rejected.notFound();
        }
        return HttpResponse.seeOther(reports.download(bundle.made().orElseThrow().object(),
                "access-bundle_" + bundle.id().ulid() + ".zip", "application/zip", Limits.EXPORT_URL_VALID));
    }

    private Bundles.Held held(HttpRequest request) {
        return JobId.of(request.path("id"))
                .filter(id -> id.kind() == JobKind.ACCESS_BUNDLE)
                .flatMap(id -> bundles.find(request.caller().workspace(), id, request.now()))
                .orElseThrow(Rejected::notFound);
    }
}
