/// The room api.
@NullMarked
package kartei.api;

import org.jspecify.annotations.NullMarked;
