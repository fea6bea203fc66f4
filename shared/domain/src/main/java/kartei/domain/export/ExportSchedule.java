package kartei.domain.export;

import java.time.Instant;
import java.util.Optional;

/// A report that is made again and again, each time of the contacts that changed last since the time before (S45).
///
/// `id` is a ULID. Where `allColumns` is true a report has the columns that there are at its time, else those of the plan.
/// `doneUntil` is the end of the period of the last report, `nextAt` that of the next one: then it is made.
public record ExportSchedule(
        String id,
        Rhythm rhythm,
        ExportPlan plan,
        boolean allColumns,
        Instant doneUntil,
        Instant nextAt,
        Optional<String> lastExport,
        long version) {

    /// A schedule whose first report is of the period that is running.
    public static ExportSchedule starting(String id, Rhythm rhythm, ExportPlan plan, boolean allColumns, Instant now) {
        return new ExportSchedule(id, rhythm, plan, allColumns, rhythm.last(now), rhythm.next(now), Optional.empty(),
                1);
    }

    /// The same schedule with another rhythm or report; what has been reported is not reported again.
    public ExportSchedule replaced(Rhythm other, ExportPlan report, boolean all, Instant now) {
        var next = other.equals(rhythm) ? nextAt : other.next(now);
        return new ExportSchedule(id, other, report, all, doneUntil, next, lastExport, version + 1);
    }

    /// The end of the period that is to be reported now: where reports were missed, one is of all of their time.
    public Instant periodEnd(Instant now) {
        return rhythm.last(now);
    }

    /// The schedule when that period has been taken care of, by this export or by none.
    public ExportSchedule done(Instant until, Optional<String> export, Instant now) {
        return new ExportSchedule(id, rhythm, plan, allColumns, until, rhythm.next(now), export.or(() -> lastExport),
                version + 1);
    }
}
