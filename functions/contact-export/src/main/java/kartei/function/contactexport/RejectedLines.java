package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;

/// The lines that were not taken, as they come together: JSON Lines of number and reason.
final class RejectedLines {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int count;

    void add(long line, String reason) {
        out.writeBytes(JsonWriter.write(Json.object().put("line", line).put("reason", reason)));
        out.write('\n');
        count++;
    }

    int count() {
        return count;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
