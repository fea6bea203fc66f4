/// The room testkit.
@NullMarked
package kartei.testkit;

import org.jspecify.annotations.NullMarked;
