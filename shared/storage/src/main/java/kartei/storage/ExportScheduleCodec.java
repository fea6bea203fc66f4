package kartei.storage;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;

import kartei.domain.WorkspaceId;
import kartei.domain.export.ExportSchedule;
import kartei.domain.export.Rhythm;

/// `S#ulid`: a report that is made again and again, among what is due.
final class ExportScheduleCodec implements ItemCodec<ExportSchedule> {
    @Override
    public Item encode(WorkspaceId ws, ExportSchedule schedule) {
        return ExportCodec.plan(Item.at(Keys.schedule(ws, schedule.id())).text("id", schedule.id()), schedule.plan())
                .indexed(Index.WORK, Keys.scheduled(ws, schedule.id(), schedule.nextAt()))
                .text("every", schedule.rhythm().every().name())
                .text("day", schedule.rhythm().day().name())
                .text("at", schedule.rhythm().at().toString())
                .text("clocks", schedule.rhythm().zone().getId())
                .flag("allColumns", schedule.allColumns())
                .time("doneUntil", schedule.doneUntil())
                .time("nextAt", schedule.nextAt())
                .text("lastExport", schedule.lastExport())
                .number(Fields.VERSION, schedule.version());
    }

    @Override
    public ExportSchedule decode(Item item) {
        var rhythm = new Rhythm(Rhythm.Every.valueOf(item.text("every")), DayOfWeek.valueOf(item.text("day")),
                LocalTime.parse(item.text("at")), ZoneId.of(item.text("clocks")));
        return new ExportSchedule(item.text("id"), rhythm, ExportCodec.plan(item), item.flag("allColumns"),
                item.time("doneUntil"), item.time("nextAt"), item.findText("lastExport"), item.number(Fields.VERSION));
    }
}
