/// Room 1: the nouns that are stored, and the rules that hold no matter who writes.
///
/// May touch the JDK without I/O, JSpecify and libphonenumber (a pure table of numbering plans); never AWS, JSON, clocks, the environment or logs.
@NullMarked
package kartei.domain;

import org.jspecify.annotations.NullMarked;
