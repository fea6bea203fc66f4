package kartei.function.contactexport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import kartei.api.job.Assignment;
import kartei.api.job.Work;
import kartei.domain.WorkspaceId;
import kartei.domain.contact.ContactId;
import kartei.domain.conversation.ConversationId;
import kartei.domain.conversation.Message;
import kartei.domain.export.Bundle;
import kartei.function.contactexport.BundlePlace.Stage;
import kartei.function.contactexport.BundledFile.State;
import kartei.storage.Attachments;
import kartei.storage.Bundles;
import kartei.storage.Contacts;
import kartei.storage.Conversations;
import kartei.storage.Holdings;
import kartei.storage.Reports;
import kartei.storage.Workspaces;

/// A slice of an access bundle: reads what is held on the person from a place on, and puts it down as one object before the cursor
/// moves. Nothing that is read depends on what an earlier slice wrote, so that a slice may be done again.
final class WriteBundle {
    private final Workspaces workspaces;
    private final Held held;
    private final Bundles bundles;
    private final Reports reports;
    private final Supplier<String> ids;
    private final InstantSource clock;

    WriteBundle(Workspaces workspaces, Held held, Bundles bundles, Reports reports, Supplier<String> ids,
            InstantSource clock) {
        this.workspaces = workspaces;
        this.held = held;
        this.bundles = bundles;
        this.reports = reports;
        this.ids = ids;
        this.clock = clock;
    }

    /// Where it is read.
    record Held(Contacts contacts, Conversations conversations, Holdings holdings, Attachments attachments) {}

    /// The end of the segment, with nothing written, when there is to be no bundle: the end of the job says why.
    Work.Slice slice(Assignment assignment, Bundle bundle, BundlePlace from) {
        var ws = assignment.workspace();
        if (bundle.isLate(clock.instant()) || !bundles.areAlive(ws, bundle)) {
            return Work.Slice.last(0);
        }
        var object = Reports.bundled(ws, bundle.id(), ids.get());
        try (var piece = new WritePiece(reports, object, from.offset(), bundle.createdAt())) {
            var walk = new Walk(ws, bundle, piece, from);
            do {
                walk.step();
            } while (!walk.isDone() && !piece.isFull() && clock.instant().isBefore(assignment.until()));
            var written = piece.completed(from.pieces());
            var next = walk.isDone() ? Optional.<String>empty()
                    : Optional.of(walk.place.withPiece(written.files().bytes()).cursor());
            return new Work.Slice(next, walk.place.contact() - from.contact(), walk.messages,
                    List.of(bundles.piece(ws, bundle.id(), written)));
        }
    }

    /// One slice on its way.
    private final class Walk {
        private final WorkspaceId ws;
        private final Bundle bundle;
        private final List<ContactId> contacts;
        private final WritePiece piece;
        private final BundleJson data;
        private final BundlePage page;
        private BundlePlace place;
        private long messages;

        Walk(WorkspaceId ws, Bundle bundle, WritePiece piece, BundlePlace from) {
            var workspace = workspaces.open(ws);
            this.ws = ws;
            this.bundle = bundle;
            this.contacts = bundle.person().contacts();
            this.piece = piece;
            this.data = new BundleJson(workspace);
            this.page = new BundlePage(workspace);
            this.place = from;
        }

        boolean isDone() {
            return place.contact() == contacts.size();
        }

        private ContactId contact() {
            return contacts.get(place.contact());
        }

        void step() {
            switch (place.stage()) {
                case CONTACT -> head();
                case CHANGES -> changes();
                case CONVERSATION -> conversation();
                case MESSAGES -> messages();
            }
        }

        private void head() {
            if (place.equals(BundlePlace.START)) {
                piece.text(data.opening(bundle), page.opening(bundle));
            }
            var live = held.contacts().find(ws, contact()).orElseThrow(this::gone);
            piece.text(data.contact(live, place.contact() == 0), page.contact(live));
            place = place.at(Stage.CHANGES, "");
        }

        private void changes() {
            var edits = held.holdings().edits(ws, contact(), place.after());
            var first = place.after().isEmpty();
            for (var edit : edits.items()) {
                piece.text(data.edit(edit, first), page.edit(edit));
                first = false;
            }
            if (edits.next().isPresent()) {
                place = place.after(edits.next().get());
            } else {
                piece.text(data.changesEnd(), page.changesEnd());
                place = place.at(Stage.CONVERSATION, "");
            }
        }

        /// The next conversation; the end of the contact when there is none.
        private void conversation() {
            var next = held.holdings().conversation(ws, contact(), place.conversation());
            if (next.isEmpty()) {
                piece.text(data.contactEnd(), page.contactEnd());
                place = place.nextContact();
                if (isDone()) {
                    piece.text(data.closing(), page.closing());
                }
                return;
            }
            var whole = held.conversations().whole(ws, next.get(), false).orElseThrow(this::gone);
            piece.text(data.conversation(whole, place.conversation().isEmpty()), page.conversation(whole));
            place = place.at(Stage.MESSAGES, next.get().ulid());
        }

        /// The next try meets it before it reads anything.
        private IllegalStateException gone() {
            return new IllegalStateException("a contact of " + bundle.id().value() + " went while it was read");
        }

        private void messages() {
            var id = new ConversationId(contact(), place.conversation());
            var read = held.holdings().messages(ws, id, place.after());
            var stored = held.attachments().stored(ws, read.items());
            for (var message : read.items()) {
                if (piece.isFull()) {
                    return;
                }
                var first = place.after().isEmpty();
                var files = files(message, stored);
                piece.text(data.message(message, files, first), page.message(message, files));
                place = place.after(message.id());
                messages++;
            }
            if (read.next().isEmpty()) {
                piece.text(data.conversationEnd(), page.conversationEnd());
                place = place.at(Stage.CONVERSATION, place.conversation());
            }
        }

        /// The files of a message, written as far as they are there.
        private List<BundledFile> files(Message message, Set<String> stored) {
            var files = new ArrayList<BundledFile>();
            for (var attachment : message.attachments()) {
                var object = attachment.object();
                if (object.isEmpty()) {
                    files.add(new BundledFile(attachment, State.ELSEWHERE, Optional.empty()));
                } else if (!stored.contains(object.get())) {
                    files.add(new BundledFile(attachment, State.MISSING, Optional.empty()));
                } else {
                    place = place.withFile();
                    var name = EntryName.of(contact(), place.files(), attachment.name().orElse(""));
                    write(name, object.get());
                    files.add(new BundledFile(attachment, State.INCLUDED, Optional.of(name)));
                }
            }
            return files;
        }

        private void write(String name, String object) {
            try (var content = held.attachments().open(ws, contact(), object)) {
                piece.file(name, content);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
