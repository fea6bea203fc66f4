/// What makes one person of several contacts: derived, never stored as a merge (S26–S31).
@NullMarked
package kartei.domain.link;

import org.jspecify.annotations.NullMarked;
