/// Long work: what it is, how far it is, who is at it.
@NullMarked
package kartei.domain.job;

import org.jspecify.annotations.NullMarked;
