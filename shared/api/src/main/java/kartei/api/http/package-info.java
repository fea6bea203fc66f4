/// The HTTP edge: an event of the gateway becomes a call of a route, and its result or rejection an answer.
///
/// May touch the domain, JSON and Lambda's event types; never storage or the AWS SDK.
@NullMarked
package kartei.api.http;

import org.jspecify.annotations.NullMarked;
