@NullMarked
package kartei.api.token;

import org.jspecify.annotations.NullMarked;
