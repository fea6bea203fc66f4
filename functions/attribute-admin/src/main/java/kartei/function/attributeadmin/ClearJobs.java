package kartei.function.attributeadmin;

import java.time.InstantSource;
import java.util.function.Supplier;

import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.storage.Clearings;
import kartei.storage.Rescoring;

/// Makes the jobs that follow from changes here: those that clear values, and those that score again what is open.
record ClearJobs(Supplier<String> ids, InstantSource clock) {
    Job of(Clearing clearing) {
        return Clearings.job(clearing, ids.get(), clock.instant());
    }

    Job of(Rescoring.Reach reach) {
        return Rescoring.job(reach, ids.get(), clock.instant());
    }
}
