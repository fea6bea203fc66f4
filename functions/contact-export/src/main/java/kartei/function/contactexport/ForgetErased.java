package kartei.function.contactexport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import kartei.api.job.Assignment;
import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.export.Export;
import kartei.storage.Erased;
import kartei.storage.DeletionLog;
import kartei.storage.ExportCheck;
import kartei.storage.ExportChecks;
import kartei.storage.ExportPart;
import kartei.storage.Exports;
import kartei.storage.PartContents;
import kartei.storage.Reports;
import kartei.storage.Together;

/// Takes the rows of those who were erased while an export was made out of its parts: a part that has some is written anew
/// without them, so that the rows of all others stay as they were read.
final class ForgetErased {
    private final Sources sources;
    private final Exports exports;
    private final ExportChecks checks;
    private final Reports reports;
    private final PutPart put;
    private final InstantSource clock;

    ForgetErased(Sources sources, Exports exports, ExportChecks checks, Reports reports, PutPart put,
            InstantSource clock) {
        this.sources = sources;
        this.exports = exports;
        this.checks = checks;
        this.reports = reports;
        this.put = put;
        this.clock = clock;
    }

    /// Who says who was erased: those of the last minutes, and all others.
    record Sources(Erased erased, DeletionLog log) {}

    /// The parts of an export, of which none has rows of somebody who was erased until the workspace's erasures stood at `seq`.
    record Clean(List<ExportPart> parts, long seq) {
        Clean {
            parts = List.copyOf(parts);
        }
    }

    /// Looks at those who were erased since the parts were looked at before, and at nobody twice. Nothing when there was no time
    /// for all of it, or somebody else is at it.
    Optional<Clean> clean(Assignment assignment, Export export, Optional<Clean> before) {
        var ws = assignment.workspace();
        var now = clock.instant();
        // Read before the log: who is erased from here on makes it another number.
        var lately = sources.erased().lately(ws);
        if (before.filter(known -> known.seq() == lately.seq()).isPresent()) {
            return before;
        }
        var check = checks.find(ws, export.id()).orElseGet(() -> ExportCheck.none(export.createdAt()));
        if (check.seq() != lately.seq()) {
            if (!forgotten(assignment, export, since(ws, check, lately))) {
                return Optional.empty();
            }
            checks.write(ws, export.id(), new ExportCheck(lately.seq(), now, lately.contacts()));
        }
        return Optional.of(new Clean(exports.parts(ws, export.id()), lately.seq()));
    }

    /// Who may have been erased since that check. An entry of the log may be older than its erasure; then the contact is among
    /// the late ones, at least until this export has ended.
    private Set<ContactId> since(WorkspaceId ws, ExportCheck check, Erased.Lately lately) {
        var gone = new HashSet<>(sources.log().since(ws, check.at().minus(Limits.ID_SKEW)));
        gone.addAll(lately.contacts());
        gone.removeAll(check.lately());
        return gone;
    }

    private boolean forgotten(Assignment assignment, Export export, Set<ContactId> gone) {
        var parts = exports.parts(assignment.workspace(), export.id())
                .stream()
                .filter(part -> gone.stream().anyMatch(part::mayHold))
                .toList();
        for (int from = 0; from < parts.size(); from += Limits.EXPORT_PARTS_AT_ONCE) {
            var some = parts.subList(from, Math.min(parts.size(), from + Limits.EXPORT_PARTS_AT_ONCE));
            var done = Together.all(some.stream()
                    .<Supplier<Boolean>>map(part -> () -> forgotten(assignment, export, part, gone))
                    .toList());
            if (done.contains(false)
                    || (from + some.size() < parts.size() && !clock.instant().isBefore(assignment.until()))) {
                return false;
            }
        }
        return true;
    }

    private boolean forgotten(Assignment assignment, Export export, ExportPart part, Set<ContactId> gone) {
        var ws = assignment.workspace();
        var contents = PartContents.of(reports.read(part.ids()));
        var without = contents.without(gone.stream().map(ContactId::value).collect(Collectors.toSet()));
        if (without.entries().size() == contents.entries().size()) {
            return true;
        }
        var by = without.entries().isEmpty() ? Optional.<ExportPart>empty()
                : Optional.of(put.put(ws, export.id(), part.segment(), part.number(), without,
                        rows(export, part, contents, without)));
        if (!checks.replace(ws, assignment.job(), part, by)) {
            return false;
        }
        reports.delete(part.object());
        reports.delete(part.ids());
        return true;
    }

    /// The part's rows of those who stay.
    private byte[] rows(Export export, ExportPart part, PartContents contents, PartContents staying) {
        var stay = staying.entries().stream().map(PartContents.Entry::contact).collect(Collectors.toSet());
        var rows = new ByteArrayOutputStream();
        try (var in = unpacked(export, part); var out = Packing.of(export.plan(), rows)) {
            for (var entry : contents.entries()) {
                if (stay.contains(entry.contact())) {
                    out.write(exactly(in, entry.bytes()));
                } else {
                    in.skipNBytes(entry.bytes());
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return rows.toByteArray();
    }

    private InputStream unpacked(Export export, ExportPart part) throws IOException {
        return new BufferedInputStream(Packing.unpacked(export.plan(), reports.open(part.object(), 0)));
    }

    private static byte[] exactly(InputStream in, int bytes) throws IOException {
        var read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new IllegalStateException("a part is shorter than its contents");
        }
        return read;
    }
}
