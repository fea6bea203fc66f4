/// The complete deletion of contacts, its log, and the proof of it (S47–S51).
@NullMarked
package kartei.domain.erasure;

import org.jspecify.annotations.NullMarked;
