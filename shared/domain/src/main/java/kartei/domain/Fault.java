package kartei.domain;

/// One thing that is wrong with a body: where (a JSON pointer, RFC 6901) and what.
public record Fault(String pointer, String message) {}
