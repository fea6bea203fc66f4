/// The room function/contactedit.
@NullMarked
package kartei.function.contactedit;

import org.jspecify.annotations.NullMarked;
