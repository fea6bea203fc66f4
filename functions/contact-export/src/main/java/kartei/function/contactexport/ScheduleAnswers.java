package kartei.function.contactexport;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import kartei.api.Attempts;
import kartei.api.http.HttpRequest;
import kartei.api.http.HttpResponse;
import kartei.api.json.Body;
import kartei.api.json.Json;
import kartei.domain.Limits;
import kartei.domain.Page;
import kartei.domain.Rejected;
import kartei.domain.export.ExportPlan;
import kartei.domain.export.ExportSchedule;
import kartei.domain.export.Rhythm;
import kartei.storage.Contacts;
import kartei.storage.ExportSchedules;

/// The routes of reports that are made again and again (S45).
record ScheduleAnswers(ExportSchedules schedules, Contacts contacts, Attempts attempts, Supplier<String> ids) {
    private static final String PATH = "/v1/export-schedules";
    private static final int CREATED = 201;
    private static final String ID = "schedule";

    /// What an admin wants.
    private record Wanted(Rhythm rhythm, ExportPlan plan, boolean allColumns) {}

    HttpResponse list(HttpRequest request) {
        var wanted = request.page();
        var all = schedules.all(request.caller().workspace())
                .stream()
                .filter(schedule -> wanted.start().filter(start -> schedule.id().compareTo(start) <= 0).isEmpty())
                .toList();
        var shown = all.subList(0, Math.min(wanted.limit(), all.size()));
        var next = shown.size() < all.size() ? Optional.of(shown.getLast().id()) : Optional.<String>empty();
        return request.answer(new Page<Json>(shown.stream().<Json>map(ScheduleView::of).toList(), next));
    }

    HttpResponse read(HttpRequest request) {
        var schedule = held(request);
        return HttpResponse.ok(ScheduleView.of(schedule), schedule.version());
    }

    HttpResponse create(HttpRequest request) {
        var ws = request.workspace().id();
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var earlier = earlier(request);
            if (earlier.isPresent()) {
                return created(earlier.get()).replayed();
            }
            var wanted = wanted(request);
            if (schedules.all(ws).size() >= Limits.EXPORT_SCHEDULES_MAX) {
                throw Rejected.conflict("there are " + Limits.EXPORT_SCHEDULES_MAX + " schedules, which is the most");
            }
            var schedule = ExportSchedule.starting(ids.get(), wanted.rhythm(), wanted.plan(), wanted.allColumns(),
                    request.now());
            if (schedules.add(ws, schedule, attempts.record(request, CREATED, Map.of(ID, schedule.id())))) {
                return created(schedule);
            }
        }
        throw Rejected.busy();
    }

    private static HttpResponse created(ExportSchedule schedule) {
        return HttpResponse.created(ScheduleView.of(schedule), schedule.version(), PATH + "/" + schedule.id());
    }

    private Optional<ExportSchedule> earlier(HttpRequest request) {
        var ws = request.caller().workspace();
        return attempts.earlier(request)
                .map(answer -> schedules.find(ws, answer.ids().getOrDefault(ID, "")).orElseThrow(Rejected::notFound));
    }

    HttpResponse replace(HttpRequest request) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = held(request);
            var wanted = wanted(request);
            request.ifMatch().check(before.version());
            var after = before.replaced(wanted.rhythm(), wanted.plan(), wanted.allColumns(), request.now());
            if (schedules.replace(request.workspace().id(), before, after)) {
                return HttpResponse.ok(ScheduleView.of(after), after.version());
            }
        }
        throw Rejected.busy();
    }

    HttpResponse delete(HttpRequest request) {
        for (int attempt = 1; attempt <= Limits.WRITE_TRIES_MAX; attempt++) {
            var before = held(request);
            request.ifMatch().check(before.version());
            if (schedules.delete(request.workspace().id(), before)) {
                return HttpResponse.noContent();
            }
        }
        throw Rejected.busy();
    }

    private ExportSchedule held(HttpRequest request) {
        return schedules.find(request.caller().workspace(), request.path("id")).orElseThrow(Rejected::notFound);
    }

    private Wanted wanted(HttpRequest request) {
        var ws = request.workspace();
        var body = request.body();
        body.requiredText("every");
        body.requiredText("at");
        var zone = ExportRequest.zone(body);
        var every = body.word("every", Rhythm.Every::of, "hour, day, week");
        var rhythm = every.flatMap(often -> body.text("at").flatMap(at -> rhythm(body, often, at, zone)));
        var export = body.requiredObject("export");
        var plan = new ExportRequest(ws, id -> contacts.find(ws.id(), id).isPresent()).read(export);
        for (var name : List.of("from", "to")) {
            if (export.has(name) && !export.isNull(name)) {
                export.fault(name, "is what the schedule says");
            }
        }
        body.check();
        return new Wanted(rhythm.orElseThrow(), plan, !export.has("columns") || export.isNull("columns"));
    }

    private static Optional<Rhythm> rhythm(Body body, Rhythm.Every every, String at, ZoneId zone) {
        var rhythm = Rhythm.of(every, at, zone);
        if (rhythm.isEmpty()) {
            body.fault("at", "must be " + switch (every) {
                case HOUR -> "a minute such as 05";
                case DAY -> "a time such as 06:30";
                case WEEK -> "a day and a time such as MON 06:30";
            });
        }
        return rhythm;
    }
}
