package kartei.function.attributeadmin;

import java.time.InstantSource;
import java.util.function.Supplier;

import kartei.domain.contact.Clearing;
import kartei.domain.job.Job;
import kartei.storage.Clearings;

/// Makes the jobs that clear values.
record ClearJobs(Supplier<String> ids, InstantSource clock) {
    Job of(Clearing clearing) {
        return Clearings.job(clearing, ids.get(), clock.instant());
    }
}
