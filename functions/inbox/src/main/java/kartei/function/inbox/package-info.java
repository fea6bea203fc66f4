/// Messages in, conversations and the queue: what channels and their networks bring, and what agents do with it.
@NullMarked
package kartei.function.inbox;

import org.jspecify.annotations.NullMarked;
