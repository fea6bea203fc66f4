package kartei.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A function's zip in a process of its own under Lambda's runtime interface client, told that it is SnapStart: it is loaded,
/// its hooks run, and it asks to be restored, which is the moment at which AWS takes the picture.
///
/// The process is not stopped and copied in between (that needs Lambda's own machine): connections are cut and credentials
/// changed by the test instead.
final class SnapStarted implements AutoCloseable {
    private static final String RUNTIME = "/2018-06-01/runtime";
    private static final long SECONDS_MAX = 90;
    /// What the managed runtime gives a function under SnapStart, as far as it matters here.
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED", "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Djava.net.preferIPv4Stack=true");
    /// By this the function's hooks become those of the runtime.
    private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

    private final Path folder;
    private final HttpServer runtime;
    private final Process process;
    private final CompletableFuture<Boolean> checkpoint = new CompletableFuture<>();
    private final CompletableFuture<Boolean> restore = new CompletableFuture<>();
    private final LinkedBlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private volatile String accessKey = "BEFORE";

    /// A function with its hooks, or as if it had none.
    SnapStarted(Path folder, Path zip, String handler, boolean hooks, Map<String, String> environment)
            throws IOException {
        this.folder = folder;
        unpack(zip, folder.resolve("task"));
        runtime = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        runtime.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        runtime.createContext("/", this::answer);
        runtime.start();
        process = started(handler, hooks, environment);
    }

    private static void unpack(Path zip, Path to) throws IOException {
        try (var file = new ZipFile(zip.toFile())) {
            for (var entry : file.stream().filter(one -> !one.isDirectory()).toList()) {
                var path = to.resolve(entry.getName());
                Files.createDirectories(path.getParent());
                Files.copy(file.getInputStream(entry), path);
            }
        }
    }

    private Process started(String handler, boolean hooks, Map<String, String> variables) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(FLAGS);
        command.addAll(hooks ? List.of(HOOKS) : List.of());
        command.addAll(List.of("-Xlog:class+load:file=" + folder.resolve("classes"), "-cp", runtimeClassPath(),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", handler));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .directory(folder.resolve("task").toFile());
        var here = "127.0.0.1:" + runtime.getAddress().getPort();
        var environment = builder.environment();
        environment.clear();
        environment.putAll(variables);
        environment.putAll(Map.of("AWS_LAMBDA_RUNTIME_API", here, "_HANDLER", handler, "LAMBDA_TASK_ROOT",
                folder.resolve("task").toString(), "AWS_LAMBDA_FUNCTION_NAME", "snapped",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1769", "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start", "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                "http://" + here + "/credentials", "AWS_CONTAINER_AUTHORIZATION_TOKEN", "token"));
        return builder.start();
    }

    /// The runtime's own jars; the function's are found by the runtime in its task folder.
    private static String runtimeClassPath() {
        return String.join(System.getProperty("path.separator"),
                List.of(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                        .stream()
                        .filter(jar -> jar.matches(".*(aws-lambda-java-(core|serialization|runtime-interface-client)"
                                + "|utils-lite)-[^/]*\\.jar"))
                        .toList());
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            if (path.equals("/credentials")) {
                send(exchange, credentials());
            } else if (path.equals(RUNTIME + "/restore/next")) {
                checkpoint.complete(true);
                restore.join();
                send(exchange, "");
            } else if (path.equals(RUNTIME + "/invocation/next")) {
                exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", "request");
                exchange.getResponseHeaders()
                        .add("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 30_000));
                exchange.getResponseHeaders()
                        .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:us-east-1:0:function:snapped");
                send(exchange, new String(events.take(), UTF_8));
            } else {
                answers.add(body);
                exchange.sendResponseHeaders(202, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Temporary, and near enough to their end that the SDK asks again at the next use.
    private String credentials() {
        return "{\"AccessKeyId\":\"" + accessKey + "\",\"SecretAccessKey\":\"localsecret\",\"Token\":\"session\","
                + "\"Expiration\":\"" + Instant.now().plusSeconds(120) + "\"}";
    }

    private static void send(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// Waits until its hooks have run and the picture could be taken.
    void untilCheckpoint() throws Exception {
        var ended = process.onExit().thenApply(_ -> false);
        if (!(boolean) CompletableFuture.anyOf(checkpoint, ended).get(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new AssertionError("it ended before the picture: " + log());
        }
    }

    /// Lets it go on, as a copy would on another machine: with other credentials.
    void restore() {
        accessKey = "AFTER";
        restore.complete(true);
    }

    /// What it answers to an event.
    String invoke(byte[] event) throws Exception {
        events.add(event);
        var answered = answers.poll(SECONDS_MAX, TimeUnit.SECONDS);
        if (answered == null) {
            throw new AssertionError("no answer: " + log());
        }
        return answered;
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    /// How many classes of the function's zip it has loaded so far; those of the runtime itself are not counted.
    long classes() throws IOException {
        try (var lines = Files.lines(folder.resolve("classes"))) {
            return lines.filter(line -> line.contains("source: file:" + folder)).count();
        }
    }

    /// The CPU time that it has taken so far.
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /// How many objects of a class it holds.
    long instances(String type) throws IOException, InterruptedException {
        var jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()), "GC.class_histogram").redirectErrorStream(true).start();
        try (var lines = jcmd.inputReader(UTF_8).lines()) {
            return lines.map(line -> line.strip().split("\\s+", -1))
                    .filter(words -> words.length > 3 && words[3].equals(type))
                    .mapToLong(words -> Long.parseLong(words[1]))
                    .sum();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        restore.complete(true);
        runtime.stop(0);
    }
}
