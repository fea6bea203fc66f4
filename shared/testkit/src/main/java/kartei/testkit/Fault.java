package kartei.testkit;

/// What goes wrong with a call.
public sealed interface Fault {
    /// The request never left.
    record NeverSent() implements Fault {}

    /// The request was carried out, but its answer did not arrive.
    record AnswerLost() implements Fault {}

    /// The service has no capacity left for it, and did nothing.
    record Throttled() implements Fault {}

    /// A transaction is cancelled, because another one is at work on an item of it. Any other call is not touched.
    record Conflict() implements Fault {}

    /// The process dies before the call.
    record CrashBefore() implements Fault {}

    /// The process dies after the call was carried out.
    record CrashAfter() implements Fault {}

    /// Somebody else is faster: `rival` runs, then the call goes on as if nothing had been.
    record Rival(Runnable rival) implements Fault {}
}
