/// The room domain.
@NullMarked
package kartei.domain;

import org.jspecify.annotations.NullMarked;
