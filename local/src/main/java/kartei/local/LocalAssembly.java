package kartei.local;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import kartei.api.Clients;
import kartei.api.Environment;
import kartei.api.Ids;
import kartei.api.Pause;
import kartei.api.http.Caller;
import kartei.local.engine.Engines;
import kartei.local.engine.Resources;
import kartei.local.gateway.Authorizer;
import kartei.local.gateway.Gateway;
import kartei.local.gateway.HttpFront;
import kartei.local.gateway.Routes;
import kartei.local.http.Listener;
import kartei.local.stream.StreamMapping;
import kartei.local.stream.StreamSource;
import kartei.local.token.DevelopmentKey;
import kartei.local.token.Issuer;
import kartei.storage.Jobs;
import kartei.storage.Table;
import kartei.testkit.Template;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// Puts a system together, from the data folder up to the HTTP front, and holds what is asked for later.
final class LocalAssembly {
    private static final int CONNECTIONS_MAX = 256;

    private final Parts parts;
    private final LocalState state;
    private final Template template;
    private final Issuer issuer;
    private final Engines engines;
    private final SdkHttpClient http;
    private final Clients clients;
    private final LocalFunctions functions;
    private final List<StreamMapping> mappings;
    private final Workflows workflows;
    private final Settling settling;

    /// What is started goes into `parts`, in the order in which it has to be closed again, from the last to the first.
    LocalAssembly(LocalOptions options, Listener listener, Parts parts) {
        this.parts = parts;
        this.template = Template.read(options.template(), Map.of("TokenIssuer", listener.url().toString()));
        this.state = LocalState.in(options.data(), parts);
        this.issuer = issuer(listener.url());
        var place = new Engines.Place(options.bind(), options.port(), options.data());
        this.engines = Engines.start(place, state.clock(), parts);
        this.http = parts.add(Apache5HttpClient.builder().maxConnections(CONNECTIONS_MAX).build());
        this.clients = Clients.of(Environment.of(engines.variables()), () -> http, List.of());
        var stream = makeResources();
        this.functions = LocalFunctions.start(template, engines.variables(), http, state, parts);
        this.workflows = Workflows.start(template, functions, jobs(), state, parts);
        this.mappings = startStream(stream);
        this.settling = new Settling(state.activity(), mappings, workflows, state.signal());
        listener.start(new HttpFront(site()), HttpFront::refuse);
    }

    Template template() {
        return template;
    }

    Engines engines() {
        return engines;
    }

    Issuer issuer() {
        return issuer;
    }

    Settling settling() {
        return settling;
    }

    private Issuer issuer(URI url) {
        var names = new Caller.ClaimNames(variable("WORKSPACE_CLAIM"), variable("ROLE_CLAIM"));
        var audience = template.api().audiences().getFirst();
        return new Issuer(DevelopmentKey.keptOn(state.shelf()), url.toString(), audience, names, state.clock());
    }

    /// What the template gives every function that asks for `name`.
    private String variable(String name) {
        return template.functions()
                .stream()
                .map(function -> Optional.ofNullable(function.variables().get(name)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new StartFailure("the template gives no function " + name));
    }

    private String makeResources() {
        var madeBefore = state.folder().map(DataFolder::isMade).orElse(false);
        var stream = new Resources(template, engines, clients.dynamo()).make(madeBefore);
        state.folder().ifPresent(DataFolder::setMade);
        return stream;
    }

    private List<StreamMapping> startStream(String arn) {
        var source = new StreamSource(engines.streams(http), arn, state.machine(), state.signal());
        var started = Stream
                .concat(functions.mappings(source, state).stream(), workflows.pipes(template, source, state).stream())
                .toList();
        started.forEach(parts::add);
        parts.add(source);
        started.forEach(StreamMapping::start);
        return started;
    }

    private Jobs jobs() {
        return new Jobs(new Table(clients.dynamo(), template.table().name(), _ -> {}));
    }

    private Site site() {
        var moveClock = new MoveClock(state.clock(), state.machine(), Pause.real());
        var routes = new LocalRoutes(new LocalControls(issuer, moveClock, settling),
                new Health(template, engines, clients, mappings, state.failures(), state.clock()), state.failures(),
                new IssuerDocuments(issuer), new Ids(state.clock()));
        var gateway = new Gateway(new Routes(functions.routes()), new Authorizer(issuer.check()), state.clock());
        return new Site(routes, gateway);
    }
}
