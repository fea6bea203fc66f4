/// Messages with a contact on a channel, and where it stands in the queue (S34, S37).
@NullMarked
package kartei.domain.conversation;

import org.jspecify.annotations.NullMarked;
