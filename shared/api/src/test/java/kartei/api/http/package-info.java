/// Tests of the edge.
@NullMarked
package kartei.api.http;

import org.jspecify.annotations.NullMarked;
