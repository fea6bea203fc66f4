/// The workspace, and what can be known of its contacts: admins shape the list of attributes, everybody reads it (S1–S3,
/// S7–S25). Also answers what no route takes, and clears the values of what was deleted.
@NullMarked
package kartei.function.attributeadmin;

import org.jspecify.annotations.NullMarked;
