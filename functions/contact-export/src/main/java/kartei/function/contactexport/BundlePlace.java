package kartei.function.contactexport;

/// Where an access bundle is: at a stage of the how manieth of its contacts, in a conversation, behind an edit or a message (empty
/// at the beginning); with so many pieces put down, of so many files, whose entries end at `offset` of the ZIP. As a cursor it is
/// one text.
record BundlePlace(int contact, Stage stage, String conversation, String after, int pieces, long files, long offset) {
    static final BundlePlace START = new BundlePlace(0, Stage.CONTACT, "", "", 0, 0, 0);

    private static final String SEPARATOR = "/";
    private static final int PARTS = 7;

    /// What of a contact is next.
    enum Stage {
        CONTACT,
        CHANGES,
        CONVERSATION,
        MESSAGES
    }

    static BundlePlace of(String cursor) {
        var texts = cursor.split(SEPARATOR, PARTS);
        return new BundlePlace(Integer.parseInt(texts[0]), Stage.valueOf(texts[1]), texts[2], texts[3],
                Integer.parseInt(texts[4]), Long.parseLong(texts[5]), Long.parseLong(texts[6]));
    }

    String cursor() {
        return String.join(SEPARATOR, Integer.toString(contact), stage.name(), conversation, after,
                Integer.toString(pieces), Long.toString(files), Long.toString(offset));
    }

    /// At another stage of the contact, in or behind this conversation.
    BundlePlace at(Stage next, String inConversation) {
        return new BundlePlace(contact, next, inConversation, "", pieces, files, offset);
    }

    BundlePlace after(String id) {
        return new BundlePlace(contact, stage, conversation, id, pieces, files, offset);
    }

    BundlePlace nextContact() {
        return new BundlePlace(contact + 1, Stage.CONTACT, "", "", pieces, files, offset);
    }

    BundlePlace withFile() {
        return new BundlePlace(contact, stage, conversation, after, pieces, files + 1, offset);
    }

    /// With a piece more, of which so many bytes are entries.
    BundlePlace withPiece(long bytes) {
        return new BundlePlace(contact, stage, conversation, after, pieces + 1, files, offset + bytes);
    }
}
