package kartei.storage;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.Contact;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.rule.ContactGroup;
import kartei.domain.workspace.Workspace;

/// How many would be in a contact group that nobody has made yet: counted at once where the contacts are few, otherwise by a
/// job, beside which the group lies meanwhile.
public final class Members {
    private final Table table;
    private final Directory directory;
    private final ContactGroupCodec codec = new ContactGroupCodec();

    public Members(Table table) {
        this.table = table;
        this.directory = new Directory(table);
    }

    /// Counted while the caller waits, in one round trip; nothing when there are too many contacts.
    public Optional<Long> atOnce(Workspace workspace, ContactGroup group) {
        return directory.few(workspace.id()).map(contacts -> count(workspace, contacts, group));
    }

    /// How many of them are members by their values.
    public long count(Workspace workspace, List<Contact> contacts, ContactGroup group) {
        var region = workspace.linkRule().region();
        return contacts.stream().filter(contact -> group.has(contact, workspace.attributes(), region)).count();
    }

    /// The job that counts.
    public static Job job(String ulid, Instant now) {
        return Job.queued(new JobId(JobKind.GROUP_PREVIEW, ulid), Map.of(), now);
    }

    /// Puts down whom the job counts, as a part of its start. It is forgotten with the job, if the job does not come to its end.
    public static Action draft(WorkspaceId ws, Job job, ContactGroup group) {
        return Action.put(ContactGroupCodec.at(Keys.draft(ws, job.id()), group)
                .number(Fields.TTL, job.createdAt().plus(Limits.JOB_KEPT).getEpochSecond()));
    }

    /// Whom the job counts; nothing when it has ended.
    public Optional<ContactGroup> draft(WorkspaceId ws, JobId job) {
        return table.get(Keys.draft(ws, job)).map(codec::read);
    }

    /// Takes away what was put down, as a part of the job's end.
    public static Action forgotten(WorkspaceId ws, JobId job) {
        return Action.delete(Keys.draft(ws, job));
    }
}
