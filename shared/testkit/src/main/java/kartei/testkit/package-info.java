/// The room of the test kit: engines that answer as AWS does, and what tests need to use, watch and break them.
/// Seen by tests and by the local runner only; knows no other room.
@NullMarked
package kartei.testkit;

import org.jspecify.annotations.NullMarked;
