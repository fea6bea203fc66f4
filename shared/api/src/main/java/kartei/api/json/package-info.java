/// JSON in and out: one strict reader, one writer, one tree between them.
///
/// The reader refuses what no library tried refuses (duplicate members, lone surrogates, trailing text, numbers out of
/// range), and `Body` gathers all faults of a request at once; both need the tree, so nothing else reads or writes JSON.
@NullMarked
package kartei.api.json;

import org.jspecify.annotations.NullMarked;
