/// Erasure: contacts deleted completely, with a log and a proof; privacy settings; erasures replayed after a restore.
@NullMarked
package kartei.function.contactdeletion;

import org.jspecify.annotations.NullMarked;
