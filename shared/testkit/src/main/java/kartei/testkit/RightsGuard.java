package kartei.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/// Compares every call of an SDK client with the policy of the function that makes it, for no local engine does.
///
/// Give one to the clients of each function. A call that the policy does not cover fails before it is sent.
public final class RightsGuard implements ExecutionInterceptor {
    private final String function;
    private final Rights rights;
    private final CallAccess calls;
    private final List<String> refusals = new CopyOnWriteArrayList<>();

    public RightsGuard(Template template, String function) {
        this.function = function;
        this.rights = new Rights(template.function(function).statements());
        this.calls = new CallAccess(template.table());
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        for (var access : calls.of(context.request())) {
            if (!rights.allow(access)) {
                var refusal = function + " has no right to " + access;
                refusals.add(refusal);
                throw new AssertionError(refusal);
            }
        }
    }

    /// Every call that was refused so far; a test that ends asserts there is none, should somebody have caught the error.
    public List<String> refusals() {
        return List.copyOf(refusals);
    }
}
