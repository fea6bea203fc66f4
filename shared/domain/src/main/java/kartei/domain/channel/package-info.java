/// One connected account on a medium.
@NullMarked
package kartei.domain.channel;

import org.jspecify.annotations.NullMarked;
