package kartei.local.lambda;

/// Something that answers events, JSON in and JSON out.
public interface Invoker {
    String name();

    /// The answer to `event`.
    ///
    /// @throws InvocationFailure when there is none: the handler threw, or its time was over
    byte[] invoke(byte[] event) throws InvocationFailure;
}
