package kartei.function.attributeadmin;

import java.util.List;
import java.util.function.Supplier;

import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.CountOnce;
import kartei.domain.link.LinkRule;
import kartei.storage.Previews;

/// Says what an attribute would link, before it is chosen (S27–S31): at once, or by a job where there are many contacts.
record PreviewMatching(Previews previews, CountOnce once, Supplier<String> ids) {

    HttpResponse answer(HttpRequest request, LinkRule rule) {
        return once.answer(request, () -> previews.atOnce(request.workspace(), rule).map(MatchingView::of),
                () -> new CountOnce.Start(Previews.job(rule, ids.get(), request.now()), List.of()));
    }
}
