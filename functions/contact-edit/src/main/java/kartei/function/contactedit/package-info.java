/// Contacts as agents see and edit them: the contact tab, values, VIP, lists and history (S3, S4, S16–S19, S32, S40–S42).
@NullMarked
package kartei.function.contactedit;

import org.jspecify.annotations.NullMarked;
