package kartei.local.stream;

import java.time.Instant;

/// One record of the stream as a function gets it.
///
/// @param written at the latest then, by the machine's clock
/// @param wanted whether the mapping's filter lets it through
record Change(String shard, String sequence, String id, String kind, Instant written, String json, boolean wanted) {}
