/// The tenant: its plan and everything that each request needs to know of it (S2, S6).
@NullMarked
package kartei.domain.workspace;

import org.jspecify.annotations.NullMarked;
