package kartei.api.view;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;
import kartei.domain.Limits;
import kartei.domain.Page;

/// Cuts a page where its answer would grow too large for the gateway.
public final class Fitting {
    private Fitting() {}

    /// The page as it is shown, or its beginning and the `position` of the last item in it as `next`; at least one item.
    public static <T> Page<Json> page(Page<T> page, Function<T, Json> view, Function<T, String> position) {
        var shown = new ArrayList<Json>();
        long bytes = 0;
        for (int i = 0; i < page.items().size(); i++) {
            var item = view.apply(page.items().get(i));
            bytes += JsonWriter.write(item).length;
            if (bytes > Limits.ANSWER_BYTES_MAX && i > 0) {
                return new Page<>(shown, Optional.of(position.apply(page.items().get(i - 1))));
            }
            shown.add(item);
        }
        return new Page<>(shown, page.next());
    }
}
