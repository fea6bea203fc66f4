package kartei.api.view;

import java.time.Instant;
import java.util.Map;

import kartei.api.json.Json;

/// Where and how something is put, as the API shows it.
public final class UploadView {
    private UploadView() {}

    /// Puts it beside what the object says already.
    public static Json.Obj in(Json.Obj shown, String url, Map<String, String> headers, Instant expiresAt) {
        var exactly = Json.object();
        headers.forEach(exactly::put);
        return shown.put("url", url).put("headers", exactly).put("expiresAt", expiresAt);
    }
}
