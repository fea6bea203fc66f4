/// The stream edge: a batch of the table's stream becomes changes, one by one.
///
/// May touch the domain, storage and Lambda's event types; never JSON bodies or HTTP.
@NullMarked
package kartei.api.stream;

import org.jspecify.annotations.NullMarked;
