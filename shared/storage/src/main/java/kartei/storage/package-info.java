/// The room storage.
@NullMarked
package kartei.storage;

import org.jspecify.annotations.NullMarked;
