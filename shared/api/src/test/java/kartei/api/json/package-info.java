/// Tests of the edge.
@NullMarked
package kartei.api.json;

import org.jspecify.annotations.NullMarked;
