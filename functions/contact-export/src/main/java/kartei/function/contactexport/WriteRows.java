package kartei.function.contactexport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.LiveContact;
import kartei.domain.export.Column;
import kartei.domain.export.Export;
import kartei.domain.export.ExportFormat;
import kartei.domain.export.ExportPlan;
import kartei.domain.link.Person;
import kartei.domain.workspace.Workspace;
import kartei.storage.Contacts;
import kartei.storage.Directory;
import kartei.storage.ExportPart;
import kartei.storage.Exports;
import kartei.storage.PartContents;
import kartei.storage.Persons;
import kartei.storage.Workspaces;

/// A slice of an export: reads contacts, and puts their rows down as one object before the cursor moves. Memory holds a page
/// and a part.
final class WriteRows {
    private final Workspaces workspaces;
    private final Directory directory;
    private final Contacts contacts;
    private final Persons persons;
    private final Exports exports;
    private final PutPart parts;
    private final InstantSource clock;

    WriteRows(Workspaces workspaces, Sources sources, Exports exports, PutPart parts, InstantSource clock) {
        this.workspaces = workspaces;
        this.directory = sources.directory();
        this.contacts = sources.contacts();
        this.persons = sources.persons();
        this.exports = exports;
        this.parts = parts;
        this.clock = clock;
    }

    /// Where contacts are read.
    record Sources(Directory directory, Contacts contacts, Persons persons) {}

    Work.Slice slice(Assignment assignment, Export export, ExportPlace place) {
        var ws = assignment.workspace();
        if (isTooMany(assignment, export.plan())) {
            return Work.Slice.last(0);
        }
        var rows = new Rows(workspaces.open(ws), export.plan());
        var walk = directory.walk(ws);
        var next = Optional.of(place.after());
        var seen = 0L;
        var pages = 0;
        do {
            var page = page(ws, export.plan(), walk, place.shard(), next.get());
            rows.add(page.contacts());
            seen += page.contacts().size();
            next = page.next();
            pages++;
        } while (next.isPresent() && rows.bytes() < Limits.EXPORT_PART_BYTES
                && pages < Limits.EXPORT_SLICE_PAGES_MAX
                && clock.instant().isBefore(assignment.until()));
        var part = rows.count == 0 ? Optional.<ExportPart>empty() : Optional.of(put(ws, export, place, rows));
        return new Work.Slice(place.next(next, part.isPresent()), seen, rows.count,
                part.map(written -> exports.part(ws, export.id(), written)).stream().toList());
    }

    /// A workbook that would have too many rows is not walked to its end; it is refused there.
    private static boolean isTooMany(Assignment assignment, ExportPlan plan) {
        return plan.format() == ExportFormat.XLSX && assignment.job().progress().found() > Limits.EXCEL_ROWS_MAX;
    }

    private Directory.Living page(WorkspaceId ws, ExportPlan plan, Directory.Walk walk, int shard, String after) {
        return plan.contact()
                .map(contact -> new Directory.Living(contacts.find(ws, contact).stream().toList(), Optional.empty()))
                .orElseGet(() -> walk.living(shard, after, Limits.DIRECTORY_PAGE_ITEMS_MAX));
    }

    private ExportPart put(WorkspaceId ws, Export export, ExportPlace place, Rows rows) {
        return parts.put(ws, export.id(), place.shard(), place.parts(), new PartContents(rows.entries),
                rows.finished());
    }

    /// The rows of a part, as they come together.
    private final class Rows {
        private final Workspace workspace;
        private final ExportPlan plan;
        private final RowFormat format;
        private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        private final Counted out;
        private final List<PartContents.Entry> entries = new ArrayList<>();
        private long count;

        Rows(Workspace workspace, ExportPlan plan) {
            this.workspace = workspace;
            this.plan = plan;
            this.format = RowFormat.of(plan, workspace);
            this.out = new Counted(Packing.of(plan, buffer));
        }

        void add(List<LiveContact> page) {
            var chosen = page.stream().filter(live -> plan.has(live.contact())).toList();
            var people = people(chosen);
            try {
                for (int i = 0; i < chosen.size(); i++) {
                    out.restart();
                    var written = format.write(new Entry(chosen.get(i), people.get(i)), out);
                    if (written > 0) {
                        entries.add(new PartContents.Entry(chosen.get(i).id().value(), written, out.bytes()));
                        count += written;
                    }
                }
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }

        /// Of each contact the smallest id of those who are the same person; asked only where it is shown.
        private List<ContactId> people(List<LiveContact> chosen) {
            if (!plan.has(Column.Fixed.PERSON_ID)) {
                return chosen.stream().map(LiveContact::id).toList();
            }
            return persons.of(workspace, chosen.stream().map(LiveContact::contact).toList())
                    .stream()
                    .map(Person::contacts)
                    .map(same -> same.stream().min(ContactId.ORDER).orElseThrow())
                    .toList();
        }

        int bytes() {
            return buffer.size();
        }

        byte[] finished() {
            try {
                out.close();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
            return buffer.toByteArray();
        }
    }
}
