/// The room function/viprouting.
@NullMarked
package kartei.function.viprouting;

import org.jspecify.annotations.NullMarked;
