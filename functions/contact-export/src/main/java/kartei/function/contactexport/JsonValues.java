package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

import kartei.domain.export.ExportPlan;

/// The values of a contact as lines of JSON, one for each: the columns of a long report under their names.
final class JsonValues implements RowFormat, Row {
    private final JsonText line = new JsonText();
    private final Cells cells;
    private final JsonMembers members;
    private boolean open;

    JsonValues(ExportPlan plan, Cells cells) {
        this.cells = cells;
        this.members = new JsonMembers(plan.columns(), line);
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public int write(Entry entry, OutputStream out) throws IOException {
        int rows = cells.write(entry, this);
        line.drainTo(out);
        return rows;
    }

    @Override
    public void cell(CellType type, String text) {
        open();
        members.cell(type, text);
    }

    @Override
    public void empty() {
        open();
        members.empty();
    }

    private void open() {
        if (!open) {
            line.open('{');
            open = true;
        }
    }

    @Override
    public void end() {
        open();
        members.end();
        line.close('}').raw("\n");
        open = false;
    }
}
