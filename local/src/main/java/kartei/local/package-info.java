/// The room local.
@NullMarked
package kartei.local;

import org.jspecify.annotations.NullMarked;
