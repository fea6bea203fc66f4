package kartei.domain.rule;

import java.util.List;
import java.util.Optional;

import kartei.domain.attribute.Attributes;
import kartei.domain.contact.Contact;

/// A named rule over contacts: its members are those for whom all of it holds. `version` counts its changes.
///
/// The group `vip` is built in and is none of these: its members are those whose VIP flag is set.
public record ContactGroup(String key, String name, List<Criterion> all, long version) {
    /// The key of the group of VIP contacts.
    public static final String VIP = "vip";

    public ContactGroup {
        all = List.copyOf(all);
    }

    /// Whether the contact is a member by the values it has.
    public boolean has(Contact contact, Attributes attributes, Optional<String> region) {
        return all.stream().allMatch(criterion -> criterion.holds(contact, attributes, region));
    }

    /// Whether it asks for values of the attribute with this id.
    public boolean uses(String attribute) {
        return all.stream().anyMatch(criterion -> criterion.attribute().equals(attribute));
    }
}
