/// The table's stream, carried to functions by the rules of Lambda's event source mapping.
@NullMarked
package kartei.local.stream;

import org.jspecify.annotations.NullMarked;
