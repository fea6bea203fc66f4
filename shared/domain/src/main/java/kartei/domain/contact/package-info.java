/// One person's profile on one channel and what is known of it (S3, S4, S16–S19, S40).
@NullMarked
package kartei.domain.contact;

import org.jspecify.annotations.NullMarked;
