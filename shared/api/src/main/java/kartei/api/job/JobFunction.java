package kartei.api.job;

import java.util.Map;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;

import kartei.api.Ground;
import kartei.api.Logged;
import kartei.api.World;
import kartei.domain.job.JobKind;
import kartei.storage.Jobs;

/// A function that does the slices of jobs, as the tasks of `functions/jobs.asl.json` ask for them. A subclass says which
/// kinds of job it does, and how ([Work]).
public abstract class JobFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private static final Logger LOG = LoggerFactory.getLogger(JobFunction.class);

    private final JobSteps steps;

    protected JobFunction(World world, Map<JobKind, Work> works) {
        this.steps = new JobSteps(new Jobs(Ground.tableOf(world)), works, world.clock());
    }

    /// The kinds of job that it does.
    public final Set<JobKind> kinds() {
        return steps.kinds();
    }

    @Override
    public final Map<String, Object> handleRequest(Map<String, Object> payload, Context context) {
        var task = JobTask.of(payload);
        return Logged.run(context, task.job().value(), () -> {
            var answer = steps.done(task).json(task);
            LOG.atInfo()
                    .addKeyValue("workspace", task.workspace().value())
                    .addKeyValue("job", task.job().value())
                    .addKeyValue("step", task.step())
                    .addKeyValue("segment", task.segment())
                    .addKeyValue("next", answer.get("next"))
                    .log("a step of a job");
            return answer;
        });
    }
}
