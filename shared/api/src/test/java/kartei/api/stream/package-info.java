/// Tests of the edge.
@NullMarked
package kartei.api.stream;

import org.jspecify.annotations.NullMarked;
