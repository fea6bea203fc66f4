package kartei.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

import kartei.local.lambda.Invoker;
import kartei.local.states.Executions;
import kartei.local.states.Executions.Waiting;
import kartei.local.states.Pipe;
import kartei.local.states.Schedule;
import kartei.local.stream.StreamMapping;
import kartei.local.stream.StreamSource;
import kartei.storage.Jobs;
import kartei.testkit.Template;

/// The template's state machines, what starts them, and what calls functions by the clock.
record Workflows(List<Executions> machines, List<Schedule> schedules, Jobs jobs, InstantSource clock)
        implements
            Background {
    /// More than one machine ever has.
    private static final int JOBS_SHOWN_MAX = 1_000;

    static Workflows start(Template template, LocalFunctions functions, Jobs jobs, LocalState state, Parts parts) {
        var byAlias = new LinkedHashMap<String, Invoker>();
        functions.functions().forEach((function, local) -> byAlias.put(function.aliasArn(), local));
        var machines = new ArrayList<Executions>();
        for (var machine : template.stateMachines()) {
            machines.add(parts.add(new Executions(machine, byAlias, state.clock(), state.signal(), state.shelf())));
        }
        var schedules = new ArrayList<Schedule>();
        functions.functions()
                .forEach((function, local) -> function.schedules()
                        .forEach(schedule -> schedules
                                .add(parts.add(new Schedule(schedule, local, state.clock(), state.signal())))));
        machines.forEach(Executions::resume);
        schedules.forEach(Schedule::start);
        return new Workflows(List.copyOf(machines), List.copyOf(schedules), jobs, state.clock());
    }

    /// The pipes, as readers of the stream.
    List<StreamMapping> pipes(Template template, StreamSource source, LocalState state) {
        return template.pipes()
                .stream()
                .map(pipe -> new StreamMapping(pipe.mapping(), source, new Pipe(pipe, machine(pipe)), state.failures(),
                        state.shelf()))
                .toList();
    }

    private Executions machine(Template.Pipe pipe) {
        return machines.stream()
                .filter(machine -> machine.arn().equals(pipe.target()))
                .findFirst()
                .orElseThrow(() -> new StartFailure(
                        "the pipe " + pipe.mapping().name() + " has no state machine as its target"));
    }

    @Override
    public long turns() {
        return machines.stream().mapToLong(Executions::turns).sum();
    }

    @Override
    public List<String> busy() {
        var now = clock.instant();
        var busy = new ArrayList<String>();
        machines.forEach(machine -> busy.addAll(machine.busy()));
        schedules.stream().filter(schedule -> !schedule.next().isAfter(now)).map(Schedule::name).forEach(busy::add);
        return busy;
    }

    /// The jobs whose executions wait, and those that nobody works on before the sweeper looks.
    @Override
    public List<Waiting> waiting() {
        if (machines.isEmpty()) {
            return List.of();
        }
        var waiting = new LinkedHashMap<String, Waiting>();
        machines.forEach(machine -> machine.waiting().forEach(who -> waiting.put(who.subject(), who)));
        var held = machines.stream().flatMap(machine -> machine.names().stream()).toList();
        jobs.active(JOBS_SHOWN_MAX)
                .stream()
                .map(Jobs.Active::job)
                .filter(job -> job.execution().filter(held::contains).isEmpty())
                .forEach(job -> waiting.putIfAbsent(job.id().value(),
                        new Waiting(job.id().value(), swept(job.due().orElseThrow()))));
        return List.copyOf(waiting.values());
    }

    /// The first time at which the sweeper finds what is due at `due`.
    private Instant swept(Instant due) {
        return schedules.stream().map(Schedule::next).filter(due::isBefore).min(Instant::compareTo).orElse(due);
    }
}
