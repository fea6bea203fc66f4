package kartei.api.http;

import java.util.Optional;

/// Which page of a list is wanted: at most how many items, and from where on.
public record PageRequest(int limit, Optional<String> start) {}
