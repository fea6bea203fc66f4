/// Reads the table's stream: a contact that became VIP or stopped being it, or a conversation that moved, gets its place in
/// the queue. What an admin changes for the whole workspace (VIP on or off) reaches an open conversation with its next change.
@NullMarked
package kartei.function.viprouting;

import org.jspecify.annotations.NullMarked;
