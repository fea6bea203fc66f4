package kartei.local;

import java.net.URISyntaxException;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A system made from `echo-template.yaml`, whose functions show what they were given; one for all tests of a run.
final class EchoSystem implements ParameterResolver {

    static LocalOptions options() {
        return LocalOptions.inMemory().withTemplate(template());
    }

    static Path template() {
        try {
            var resource = EchoSystem.class.getResource("/echo-template.yaml");
            if (resource == null) {
                throw new IllegalStateException("no echo-template.yaml");
            }
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalSystem.class;
    }

    @Override
    public LocalSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(EchoSystem.class))
                .computeIfAbsent(LocalSystem.class, _ -> LocalSystem.start(options()), LocalSystem.class);
    }
}
