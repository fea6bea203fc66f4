package kartei.function.contactexport;

/// Where the cells of a row go, from left to right.
interface Row {
    void cell(CellType type, String text);

    /// A cell with nothing in it.
    void empty();

    /// After the last cell.
    void end();
}
