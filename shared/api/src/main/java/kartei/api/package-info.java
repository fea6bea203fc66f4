/// The edge of every function: what is outside the process (`World`), HTTP and streams in their own rooms below.
@NullMarked
package kartei.api;

import org.jspecify.annotations.NullMarked;
