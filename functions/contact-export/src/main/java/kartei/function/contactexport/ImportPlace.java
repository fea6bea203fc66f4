package kartei.function.contactexport;

/// Where an import is in its file: before the byte `position`, at which the line of this number begins, or, `inside`, in the
/// middle of one that is too long. As a cursor it is one text.
record ImportPlace(long position, long line, boolean inside) {
    static final ImportPlace START = new ImportPlace(0, 1, false);

    private static final String SEPARATOR = "/";

    static ImportPlace of(String cursor) {
        var texts = cursor.split(SEPARATOR, 3);
        return new ImportPlace(Long.parseLong(texts[0]), Long.parseLong(texts[1]), Boolean.parseBoolean(texts[2]));
    }

    String cursor() {
        return position + SEPARATOR + line + SEPARATOR + inside;
    }
}
