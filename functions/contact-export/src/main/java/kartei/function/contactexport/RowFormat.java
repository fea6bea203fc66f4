package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

import kartei.domain.export.ExportPlan;
import kartei.domain.workspace.Workspace;

/// Writes contacts as rows. A CSV or JSON Lines file is the head and behind it what was written of the contacts, in pieces of
/// any length; an Excel file is made of such pieces by `XlsxFile`. Not for two threads at once: it keeps its memory.
interface RowFormat {
    /// What stands before all rows.
    byte[] head();

    /// How many rows the contact has.
    int write(Entry entry, OutputStream out) throws IOException;

    /// For the rows of this report; its attributes are as they are in this workspace now.
    static RowFormat of(ExportPlan plan, Workspace workspace) {
        var cells = new Cells(plan, workspace);
        return switch (plan.format()) {
            case CSV -> CsvRows.forFile(plan, cells);
            case JSONL -> switch (plan.layout()) {
                case WIDE -> new JsonContacts(plan, workspace);
                case LONG -> new JsonValues(plan, cells);
            };
            case XLSX -> CsvRows.forWorkbook(plan, cells);
        };
    }
}
