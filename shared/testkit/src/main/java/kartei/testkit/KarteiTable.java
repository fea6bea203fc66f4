package kartei.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Gives each test a [TestTable] of its own and sweeps it when the test is over: every test ends with the question
/// whether the table holds only what it may hold. The stack behind it is one for all tests of a run.
///
/// Register it in a static field and take the table as a parameter of the constructor, a `@BeforeEach` or a test:
/// `@RegisterExtension static final KarteiTable TABLE = new KarteiTable(TableCheck::check);`
public final class KarteiTable implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(KarteiTable.class);

    private final Optional<Consumer<List<Map<String, AttributeValue>>>> sweep;

    /// Tables whose items nobody looks at when the test is over: they are of other code than ours, or too many.
    public KarteiTable() {
        this.sweep = Optional.empty();
    }

    /// `sweep` looks at all items of the table and throws when one of them should not be there.
    public KarteiTable(Consumer<List<Map<String, AttributeValue>>> sweep) {
        this.sweep = Optional.of(sweep);
    }

    /// The stack of this run, started at first use, closed when all tests are over.
    private static Stack stack(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Stack.class, _ -> Stack.start(), Stack.class);
    }

    private static Template.Table definition(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE)
                .computeIfAbsent(Template.Table.class, _ -> TestTable.definition(), Template.Table.class);
    }

    private static TestTable table(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestTable.class, _ -> TestTable.on(stack(context), definition(context)),
                        TestTable.class);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        table(context);
    }

    /// The sweep comes last, after the test's own clean-up. The table goes when the context of the test is closed.
    @Override
    public void afterEach(ExtensionContext context) {
        sweep.ifPresent(look -> look.accept(table(context).items()));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestTable.class;
    }

    @Override
    public TestTable resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return table(context);
    }

    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
        return ExtensionContextScope.TEST_METHOD;
    }
}
