package kartei.testkit;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/// Refuses a Query or Scan without a Limit: it has no bound on its cost, and DynamoDB Local reads to the end for each page.
///
/// Every client of a process that has the test kit gets it, by the file `execution.interceptors` of the SDK.
public final class LimitGuard implements ExecutionInterceptor {
    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        switch (context.request()) {
            case QueryRequest query when query.limit() == null -> throw refusal("Query", query.tableName());
            case ScanRequest scan when scan.limit() == null -> throw refusal("Scan", scan.tableName());
            default -> {
            }
        }
    }

    /// An error, so that nobody takes it for an answer of the service.
    private static AssertionError refusal(String operation, String table) {
        return new AssertionError(operation + " of " + table + " has no Limit");
    }
}
