/// The issuer of a system on one machine: its development key and the tokens made with it.
@NullMarked
package kartei.local.token;

import org.jspecify.annotations.NullMarked;
