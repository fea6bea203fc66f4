/// Report files on contacts: what is in them, in which shape, and how they are read back.
@NullMarked
package kartei.domain.export;

import org.jspecify.annotations.NullMarked;
