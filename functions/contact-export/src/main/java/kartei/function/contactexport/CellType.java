package kartei.function.contactexport;

import java.util.Locale;

import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;

/// What the text of a cell is. What an attribute without a format says, an e-mail address, a phone number, a URL and an option's
/// label are texts.
enum CellType {
    TEXT('t'),
    NUMBER('n'),
    DATE('d'),
    TIME('i'),
    FLAG('f'),
    /// Words with a `;` between them.
    LIST('l');

    private final char letter;

    CellType(char letter) {
        this.letter = letter;
    }

    static CellType of(AttributeDefinition definition) {
        if (definition.type() != AttributeType.TEXT) {
            return definition.isVip() ? FLAG : TEXT;
        }
        return switch (definition.format()) {
            case NUMBER -> NUMBER;
            case DATE -> DATE;
            case TEXT, EMAIL, PHONE, URL -> TEXT;
        };
    }

    /// What `schema.json` calls it.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What a cell of this type begins with on its way to a workbook.
    char letter() {
        return letter;
    }

    static CellType of(char letter) {
        for (var type : values()) {
            if (type.letter == letter) {
                return type;
            }
        }
        throw new IllegalArgumentException("not a cell of a report");
    }
}
