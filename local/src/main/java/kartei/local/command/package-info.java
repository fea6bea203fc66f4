/// What `./kartei` can be told to do.
@NullMarked
package kartei.local.command;

import org.jspecify.annotations.NullMarked;
