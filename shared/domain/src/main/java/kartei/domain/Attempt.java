package kartei.domain;

/// A POST that its caller may send again under an Idempotency-Key: by whom, on which route, with which body in canonical form.
/// Does not print it.
public record Attempt(String principal, String route, String key, String canonicalBody) {
    @Override
    public String toString() {
        return "Attempt[…]";
    }
}
