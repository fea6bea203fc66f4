/// Tests of the edge.
@NullMarked
package kartei.api;

import org.jspecify.annotations.NullMarked;
