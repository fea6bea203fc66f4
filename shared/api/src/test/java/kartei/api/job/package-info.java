@NullMarked
package kartei.api.job;

import org.jspecify.annotations.NullMarked;
