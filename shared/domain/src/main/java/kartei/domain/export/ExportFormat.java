package kartei.domain.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What kind of file a report is (S45).
public enum ExportFormat {
    CSV("text/csv; charset=utf-8"),
    JSONL("application/x-ndjson"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    private final String contentType;

    ExportFormat(String contentType) {
        this.contentType = contentType;
    }

    /// What the API calls it; also the ending of the file's name.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String contentType() {
        return contentType;
    }

    public static Optional<ExportFormat> of(String word) {
        return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
    }
}
