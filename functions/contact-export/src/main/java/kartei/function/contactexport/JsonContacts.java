package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import kartei.domain.contact.Contact;
import kartei.domain.export.Column;
import kartei.domain.export.ExportPlan;
import kartei.domain.workspace.Workspace;

/// A contact as a line of JSON: the columns of a wide report under their names, those of attributes as members of `values`, and
/// what an import needs besides. What is not known is null; `networkUserId` and `pictureUrl` are left out then.
final class JsonContacts implements RowFormat {
    private final JsonText line = new JsonText();
    private final Cells contact;
    private final JsonMembers members;
    private final Cells values;
    private final JsonMembers valueMembers;

    JsonContacts(ExportPlan plan, Workspace workspace) {
        var fixed = new ArrayList<Column>();
        var ofAttributes = new ArrayList<Column>();
        for (var column : plan.columns()) {
            switch (column) {
                case Column.Fixed _ -> fixed.add(column);
                case Column.Values _ -> ofAttributes.add(column);
            }
        }
        this.contact = new Cells(plan, fixed, workspace);
        this.members = new JsonMembers(fixed, line);
        this.values = new Cells(plan, ofAttributes, workspace);
        this.valueMembers = new JsonMembers(ofAttributes, line);
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public int write(Entry entry, OutputStream out) throws IOException {
        line.open('{');
        int rows = contact.write(entry, members);
        forImport(entry.contact().contact());
        line.name("\"values\"").open('{');
        values.write(entry, valueMembers);
        line.close('}').close('}').raw("\n").drainTo(out);
        return rows;
    }

    private void forImport(Contact of) {
        line.name("\"senderId\"").string(of.senderId());
        of.networkUserId().ifPresent(user -> line.name("\"networkUserId\"").string(user));
        of.profile().pictureUrl().ifPresent(url -> line.name("\"pictureUrl\"").string(url));
    }

    /// The names of what is there for an import, in their order.
    static List<String> importNames() {
        return List.of("senderId", "networkUserId", "pictureUrl");
    }
}
