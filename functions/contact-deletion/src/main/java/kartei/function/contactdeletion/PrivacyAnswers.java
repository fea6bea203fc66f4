package kartei.function.contactdeletion;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.erasure.Privacy;
import kartei.storage.Backoff;
import kartei.storage.PrivacySettings;

/// What the routes of the privacy settings answer.
record PrivacyAnswers(PrivacySettings settings, Backoff backoff) {

    HttpResponse show(HttpRequest request) {
        return answer(settings.find(request.workspace().id()));
    }

    HttpResponse change(HttpRequest request) {
        var ws = request.workspace().id();
        var wish = PrivacyWish.of(request.body());
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = settings.find(ws);
            request.ifMatch().check(before.version());
            var after = wish.after(before);
            if (after.says(before)) {
                return answer(before);
            }
            if (settings.change(ws, after)) {
                return answer(after);
            }
            backoff.before(attempt);
        }
        throw Rejected.busy();
    }

    private static HttpResponse answer(Privacy privacy) {
        var shown = Json.object();
        privacy.logDays().ifPresent(days -> shown.put("logDays", days));
        privacy.autoClearHours().ifPresent(hours -> shown.put("autoClearHours", hours));
        return HttpResponse.ok(shown, privacy.version());
    }
}
