/// What an admin has declared that can be known of a contact (S1, S7–S25).
@NullMarked
package kartei.domain.attribute;

import org.jspecify.annotations.NullMarked;
