package kartei.testkit;

/// One call of an AWS service as the caller made it, with all its attempts.
///
/// `step` counts from 0: calls made side by side have the same one, a call that waited for another has a later one.
public record Call(String service, String operation, int step, int attempts, double readUnits, double writeUnits) {}
