/// Step Functions on one machine: exactly the states and fields that the project's state machine has; any other is refused by
/// name at the start.
@NullMarked
package kartei.local.states;

import org.jspecify.annotations.NullMarked;
