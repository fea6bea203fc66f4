package kartei.storage;

/// Waits before a write that others were in the way of is tried again; `attempt` counts from 1.
@FunctionalInterface
public interface Backoff {
    void before(int attempt);
}
