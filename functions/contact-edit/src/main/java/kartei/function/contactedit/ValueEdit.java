package kartei.function.contactedit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import kartei.api.http.Precondition;
import kartei.domain.Actor;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.contact.AttributeValues;
import kartei.domain.contact.Authorship;
import kartei.domain.contact.Contact;
import kartei.domain.contact.Source;
import kartei.domain.contact.StoredValue;

/// What somebody wants a contact's values to be: under the ids of their attributes the texts as they are stored (of a
/// dropdown the option's id), or nothing to clear them. Does not print them.
record ValueEdit(Map<String, Optional<String>> wanted, Actor by, Instant at) {
    ValueEdit {
        wanted = Map.copyOf(wanted);
    }

    /// The contact with these values, one version later where they change something. A value that stays keeps who gave it.
    ///
    /// @throws Rejected `stale` when one of these attributes changed after the version that If-Match names, `invalid` when the
    ///         contact's values would be too large together
    Contact appliedTo(Contact contact, Precondition ifMatch) {
        wanted.keySet().forEach(id -> ifMatch.checkPart(contact.valuesOf(id).rev(), contact.version()));
        var version = contact.version() + 1;
        var changed = new LinkedHashMap<String, AttributeValues>();
        wanted.forEach((id, text) -> {
            var values = contact.valuesOf(id);
            if (!values.from(Source.AGENT).map(StoredValue::value).equals(text)) {
                changed.put(id, text.map(given -> values.with(Source.AGENT, stored(given), version))
                        .orElseGet(() -> values.without(Source.AGENT, version)));
            }
        });
        return changed.isEmpty() ? contact : checked(contact, contact.withValues(changed, version));
    }

    Authorship authorship() {
        return Authorship.of(by, at);
    }

    private StoredValue stored(String text) {
        return new StoredValue(text, at, Optional.of(by));
    }

    private static Contact checked(Contact before, Contact after) {
        if (after.valuesBytes() > Limits.CONTACT_VALUES_BYTES_MAX && after.valuesBytes() > before.valuesBytes()) {
            throw Rejected.invalid("/values", "would give the contact more values than it can hold");
        }
        return after;
    }

    @Override
    public String toString() {
        return "ValueEdit" + wanted.keySet();
    }
}
