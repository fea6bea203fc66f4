package kartei.domain.export;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A column of a report. Its name is its header, and never changes.
public sealed interface Column {
    /// The header.
    String columnName();

    /// What Kartei itself knows of a contact or of a value (api.md, Export columns).
    enum Fixed implements Column {
        CONTACT_ID("contactId"),
        /// The smallest id of the contacts that are this person.
        PERSON_ID("personId"),
        MEDIUM("medium"),
        /// The channel's id.
        CHANNEL("channel"),
        DISPLAY_NAME("displayName"),
        HANDLE("handle"),
        VIP("vip"),
        CREATED_AT("createdAt"),
        LAST_MESSAGE_AT("lastMessageAt"),
        /// The contact groups that the contact is in; only where it is asked for.
        GROUPS("groups"),
        ATTRIBUTE("attribute"),
        VALUE("value"),
        SOURCE("source"),
        UPDATED_AT("updatedAt");

        private static final List<Fixed> OF_LONG = List.of(CONTACT_ID, MEDIUM, CHANNEL, ATTRIBUTE, VALUE, SOURCE,
                UPDATED_AT);
        private static final List<Fixed> OF_WIDE = List.of(CONTACT_ID, PERSON_ID, MEDIUM, CHANNEL, DISPLAY_NAME, HANDLE,
                VIP, CREATED_AT, LAST_MESSAGE_AT);

        private final String columnName;

        Fixed(String columnName) {
            this.columnName = columnName;
        }

        @Override
        public String columnName() {
            return columnName;
        }

        /// Those that a report of this layout has unless it is said otherwise, in their order.
        public static List<Fixed> of(Layout layout) {
            return layout == Layout.WIDE ? OF_WIDE : OF_LONG;
        }

        /// The one of this name that a report of this layout can have.
        public static Optional<Fixed> named(String name, Layout layout) {
            return Arrays.stream(values())
                    .filter(column -> of(layout).contains(column) || (column == GROUPS && layout == Layout.WIDE))
                    .filter(column -> column.columnName.equals(name))
                    .findFirst();
        }
    }

    /// The values of an attribute: the id under which a contact has them, and the key that names the column.
    record Values(String definitionId, String key) implements Column {
        @Override
        public String columnName() {
            return key;
        }
    }
}
