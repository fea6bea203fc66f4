package kartei.api.job;

import java.time.Instant;

import kartei.domain.WorkspaceId;
import kartei.domain.job.Job;

/// A job in the hands of the execution that works on it. A slice should come back by `until`; one that has just begun may
/// take 20 seconds more.
public record Assignment(WorkspaceId workspace, Job job, Instant until) {}
