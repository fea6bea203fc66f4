/// The room function/attributeadmin.
@NullMarked
package kartei.function.attributeadmin;

import org.jspecify.annotations.NullMarked;
