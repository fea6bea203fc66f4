/// Tokens of the stack's own user pool: what Cognito is told to put into them.
@NullMarked
package kartei.api.token;

import org.jspecify.annotations.NullMarked;
