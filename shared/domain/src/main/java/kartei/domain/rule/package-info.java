/// What an admin says of who is who and what counts: contact groups, prioritisation, routing, teams (S32–S42). All of it is
/// decided without reading anything.
@NullMarked
package kartei.domain.rule;

import org.jspecify.annotations.NullMarked;
