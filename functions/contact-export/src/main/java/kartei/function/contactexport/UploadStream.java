package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.storage.Reports;

/// Writes an object whose size nobody knows yet: at once where it is small, else part by part. One that is closed before it is
/// complete is given up.
final class UploadStream extends OutputStream {
    private final Reports reports;
    private final String object;
    private final String contentType;
    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private final Map<Integer, String> parts = new HashMap<>();
    private Optional<String> upload = Optional.empty();
    private boolean completed;

    UploadStream(Reports reports, String object, String contentType) {
        this.reports = reports;
        this.object = object;
        this.contentType = contentType;
    }

    @Override
    public void write(int octet) {
        buffer.write(octet);
        putWhenFull();
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        buffer.write(bytes, from, length);
        putWhenFull();
    }

    private void putWhenFull() {
        if (buffer.size() >= Limits.EXPORT_PART_BYTES) {
            put();
        }
    }

    private void put() {
        var to = upload.orElseGet(() -> reports.begin(object, contentType));
        upload = Optional.of(to);
        var number = parts.size() + 1;
        parts.put(number, reports.putPart(object, to, number, buffer.toByteArray()));
        buffer.reset();
    }

    /// Makes the object of all that was written.
    void complete() {
        if (upload.isEmpty()) {
            reports.put(object, buffer.toByteArray(), contentType);
        } else {
            if (buffer.size() > 0) {
                put();
            }
            reports.complete(object, upload.get(), parts);
        }
        completed = true;
    }

    @Override
    public void close() {
        if (!completed) {
            upload.ifPresent(begun -> reports.giveUp(object, begun));
        }
    }
}
