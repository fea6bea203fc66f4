/// The workspace, and what can be known of its contacts: admins shape the list of attributes, everybody reads it (S1–S3,
/// S7–S25). Also answers what no route takes, clears the values of what was deleted, and says who is who in
/// the stack's own user pool.
@NullMarked
package kartei.function.attributeadmin;

import org.jspecify.annotations.NullMarked;
