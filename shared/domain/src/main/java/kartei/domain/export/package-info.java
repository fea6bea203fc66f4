/// Report files on contacts: what is in them, and in which shape.
@NullMarked
package kartei.domain.export;

import org.jspecify.annotations.NullMarked;
