/// The room function/inbox.
@NullMarked
package kartei.function.inbox;

import org.jspecify.annotations.NullMarked;
