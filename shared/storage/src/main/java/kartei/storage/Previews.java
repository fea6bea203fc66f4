package kartei.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.domain.contact.Contact;
import kartei.domain.job.Job;
import kartei.domain.job.JobId;
import kartei.domain.job.JobKind;
import kartei.domain.link.Groups;
import kartei.domain.link.LinkRule;
import kartei.domain.link.Marks;
import kartei.domain.link.Preview;
import kartei.domain.workspace.Workspace;

/// What a matching attribute would link, counted beforehand: at once where the contacts are few, otherwise by a job.
public final class Previews {
    private static final String ATTRIBUTE = "attribute";
    private static final String REGION = "region";

    private final Directory directory;

    public Previews(Table table) {
        this.directory = new Directory(table);
    }

    /// Counted while the caller waits, in one round trip; nothing when there are too many contacts.
    public Optional<Preview> atOnce(Workspace workspace, LinkRule rule) {
        return directory.few(workspace.id())
                .map(contacts -> new Preview(contacts.size(), Groups.of(byValue(workspace, contacts, rule).values())));
    }

    private static Map<String, Integer> byValue(Workspace workspace, List<Contact> contacts, LinkRule rule) {
        var counts = new HashMap<String, Integer>();
        contacts.forEach(contact -> Marks.matching(contact, workspace.attributes(), rule)
                .ifPresent(mark -> counts.merge(mark.text(), 1, Integer::sum)));
        return counts;
    }

    /// The job that counts; the rule is what it is about.
    public static Job job(LinkRule rule, String ulid, Instant now) {
        var about = new HashMap<String, String>();
        rule.attribute().ifPresent(attribute -> about.put(ATTRIBUTE, attribute));
        rule.region().ifPresent(region -> about.put(REGION, region));
        return Job.queued(new JobId(JobKind.MATCHING_PREVIEW, ulid), about, now);
    }

    /// What a job counts.
    public static LinkRule rule(Job job) {
        return LinkRule.NONE.changed(Optional.ofNullable(job.about().get(ATTRIBUTE)),
                Optional.ofNullable(job.about().get(REGION)), 0);
    }
}
