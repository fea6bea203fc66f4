/// Exports: report files on contacts, made by jobs, by schedule, and read in again.
@NullMarked
package kartei.function.contactexport;

import org.jspecify.annotations.NullMarked;
