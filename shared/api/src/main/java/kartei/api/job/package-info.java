/// The edge of long work: a task of the state machine becomes a step of a job.
///
/// May touch the domain, storage and Lambda's interfaces; never HTTP, and not what a single kind of work does.
@NullMarked
package kartei.api.job;

import org.jspecify.annotations.NullMarked;
