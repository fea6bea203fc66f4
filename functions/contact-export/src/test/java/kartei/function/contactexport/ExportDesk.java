package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.World;
import kartei.domain.Limits;
import kartei.testkit.Fault;
import kartei.testkit.Faults;
import kartei.testkit.FunctionCalls;
import kartei.testkit.JobRun;
import kartei.testkit.LimitGuard;
import kartei.testkit.Meter;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.Project;
import kartei.testkit.RightsGuard;
import kartei.testkit.SimulatedCrash;
import kartei.testkit.StillClock;
import kartei.testkit.TestContext;
import kartei.testkit.TestTable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/// The function behind its gateway and what carries its jobs, on a table and a bucket of a test's own: every call watched,
/// compared with the function's rights and with the API's description, and breakable.
final class ExportDesk implements AutoCloseable {
    static final Set<String> JOBS = Set.of("export", "clear-export", "import", "access-bundle");

    final StillClock clock = StillClock.at("2026-11-22T09:00:00Z");
    final Faults faults;
    final Meter meter;
    final Given given;
    final JobRun jobs;

    private final RunSchedulesHandler schedules;
    private final TestTable table;
    private final List<RightsGuard> guards = new ArrayList<>();
    private final FunctionCalls calls;
    private final HttpClient http = HttpClient.newHttpClient();

    ExportDesk(TestTable table) {
        this.table = table;
        this.faults = new Faults(table.stack().http(), 1);
        this.meter = new Meter(table.dynamo());
        this.given = given("w1");
        this.calls = FunctionCalls.of(handler());
        this.jobs = moreJobs();
        this.schedules = new RunSchedulesHandler(world("RunSchedulesFunction"));
    }

    /// What is there in a workspace before a test begins, by calls that nobody watches or breaks.
    Given given(String workspace) {
        return new Given(unwatched(), workspace);
    }

    GivenTalks talks(String workspace) {
        return new GivenTalks(unwatched(), workspace);
    }

    World unwatched() {
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, table.stack()::http, List.of());
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    ContactExportHandler handler() {
        return new ContactExportHandler(world("ContactExportFunction"));
    }

    private World world(String function) {
        var guard = new RightsGuard(Project.template(table), function);
        guards.add(guard);
        var environment = Environment.of(table.variables());
        var clients = Clients.of(environment, () -> faults, List.of(guard, new LimitGuard(), meter));
        return new World(environment, clients, clock, new Ids(clock), _ -> {});
    }

    /// Another copy of what carries the jobs through their steps.
    JobRun moreJobs() {
        return new JobRun(table, slices(), JOBS, clock::moveTo);
    }

    ExportSlicesHandler slices() {
        return new ExportSlicesHandler(world("ExportSlicesFunction"));
    }

    /// A minute of the schedules.
    String runSchedules() {
        return schedules.handleRequest(new ScheduledEvent(), new TestContext("minute"));
    }

    /// Whoever holds a job is dead for so long that the sweeper calls for another execution.
    void loseExecutions() {
        clock.advance(Limits.JOB_WAITS_FOR_SLICES.plus(Limits.JOB_LEASE).plusSeconds(1));
        given.sweepJobs();
    }

    static Stream<Fault> crashes() {
        return Stream.of(new Fault.CrashBefore(), new Fault.CrashAfter());
    }

    /// Runs the jobs, which die at this call: then another execution takes them up. False when it did not come to that call.
    boolean dieAt(Faults.Trigger call, Fault crash) {
        call.inject(crash);
        try {
            moreJobs().run();
            return false;
        } catch (SimulatedCrash dead) {
            faults.clear();
            loseExecutions();
            jobs.run();
            return true;
        } finally {
            faults.clear();
        }
    }

    /// An execution that is thought dead is overtaken by another one, which ends the job.
    Fault overtaken(String job) {
        return new Fault.Rival(() -> {
            faults.clear();
            loseExecutions();
            var other = moreJobs();
            other.active()
                    .stream()
                    .filter(active -> active.id().equals(job))
                    .forEach(active -> other.run(active, "faster", Optional.empty()));
        });
    }

    FunctionCalls as(String workspace) {
        return calls.as("admin", workspace);
    }

    FunctionCalls admin() {
        return calls.as("admin", "w1");
    }

    Answer get(String target) {
        return admin().call("GET", target);
    }

    /// Asks for a report; `more` are members of the body besides its type.
    Answer start(String more) {
        return admin().call("POST", "/v1/exports", "{\"type\": \"contact-attributes\"" + more + "}");
    }

    /// The same; says its id.
    String started(String more) {
        var answer = start(more);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").orElseThrow();
    }

    /// The file of a report that is made now, as it is downloaded.
    byte[] made(String more) {
        var id = started(more);
        jobs.run();
        return file(id);
    }

    String text(String more) {
        return new String(made(more), StandardCharsets.UTF_8);
    }

    byte[] file(String id) {
        return downloaded(path(id) + "/file").body();
    }

    static String path(String id) {
        return "/v1/exports/" + id;
    }

    HttpResponse<byte[]> downloaded(String path) {
        var answer = get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        return fetched(answer.header("location").orElseThrow());
    }

    HttpResponse<byte[]> fetched(String location) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(location)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new AssertionError(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    static String problem(Answer answer) {
        return answer.at("/type").orElse("").replace("/problems/", "");
    }

    // ---- what lies there ----

    TestTable table() {
        return table;
    }

    /// The bucket, by calls that nobody watches or breaks.
    kartei.storage.Reports reports() {
        var world = unwatched();
        return new kartei.storage.Reports(world::s3, world::presigner, bucket());
    }

    private S3Client s3() {
        return unwatched().s3();
    }

    private String bucket() {
        return Optional.ofNullable(table.variables().get("REPORTS_BUCKET")).orElseThrow();
    }

    /// The objects of the bucket.
    List<String> objects() {
        return s3().listObjectsV2Paginator(list -> list.bucket(bucket()))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList();
    }

    /// Those but the lists of who is in a file.
    List<String> files() {
        return objects().stream().filter(object -> !object.contains("/ids/")).toList();
    }

    /// How many objects are being put together.
    int uploads() {
        return s3().listMultipartUploads(list -> list.bucket(bucket())).uploads().size();
    }

    /// What lies in the table beside the jobs of exports, under which sort keys.
    List<String> beside(String export) {
        return table.items()
                .stream()
                .map(Map::copyOf)
                .filter(item -> Optional.ofNullable(item.get("PK")).orElseThrow().s().endsWith("#" + export)
                        && Optional.ofNullable(item.get("PK")).orElseThrow().s().startsWith("JBX#"))
                .map(item -> Optional.ofNullable(item.get("SK")).orElseThrow().s())
                .toList();
    }

    /// What every test ends with: nobody did what the policies do not allow.
    @Override
    public void close() {
        http.close();
        assertThat(guards).allSatisfy(guard -> assertThat(guard.refusals()).isEmpty());
    }
}
