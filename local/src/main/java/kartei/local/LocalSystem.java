package kartei.local;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

import kartei.local.engine.Engines;
import kartei.local.http.Listener;
import kartei.local.token.Issuer;
import kartei.testkit.EngineException;
import kartei.testkit.Template;
import kartei.testkit.TemplateException;

/// The whole system on one machine, made from `template.yaml`.
///
/// Tests start one in their own process with `LocalSystem.start(LocalOptions.inMemory())`, speak HTTP to `url()` with a `token(…)`,
/// and wait with `settle(…)` until the stream has done its work.
public final class LocalSystem implements AutoCloseable {
    private final Parts parts;
    private final Listener listener;
    private final LocalAssembly assembly;

    private LocalSystem(Parts parts, Listener listener, LocalAssembly assembly) {
        this.parts = parts;
        this.listener = listener;
        this.assembly = assembly;
    }

    /// Comes back when everything answers.
    ///
    /// @throws StartFailure with one line that says what is in the way; nothing is left running then
    public static LocalSystem start(LocalOptions options) {
        var parts = new Parts();
        var started = false;
        try {
            var listener = parts.add(Listener.on(new InetSocketAddress(options.bind(), options.port())));
            var system = new LocalSystem(parts, listener, new LocalAssembly(options, listener, parts));
            started = true;
            return system;
        } catch (EngineException | TemplateException e) {
            throw new StartFailure(String.valueOf(e.getMessage()), e);
        } finally {
            if (!started) {
                parts.close();
            }
        }
    }

    public URI url() {
        return listener.url();
    }

    /// A token for an hour.
    public String token(String role, String workspace) {
        return token(Issuer.Holder.of(workspace, role));
    }

    /// A connector's token for an hour; `scope` as in the claim, separated by spaces.
    public String connectorToken(String workspace, String scope) {
        return token(Issuer.Holder.of(workspace, "connector").withScope(scope));
    }

    public String token(Issuer.Holder holder) {
        return assembly.issuer().issue(holder).token();
    }

    /// Who makes and checks this system's tokens.
    public Issuer issuer() {
        return assembly.issuer();
    }

    /// Waits until no function runs, the stream was read to its end, and no job can go on before the clock moves.
    public Settling.Outcome settle(Duration within) {
        return assembly.settling().within(within);
    }

    public Template template() {
        return assembly.template();
    }

    public Engines engines() {
        return assembly.engines();
    }

    /// What reaches the engines, as the variables that AWS's SDKs and command line read.
    public Map<String, String> variables() {
        return assembly.engines().variables();
    }

    /// Takes no further requests, lets what runs end, and stops.
    @Override
    public void close() {
        try (parts) {
            listener.close();
        }
    }
}
