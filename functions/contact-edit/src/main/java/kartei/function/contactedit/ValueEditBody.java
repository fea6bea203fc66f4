package kartei.function.contactedit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.api.json.Body;
import kartei.domain.Actor;
import kartei.domain.Fault;
import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.Wording;
import kartei.domain.attribute.AttributeDefinition;
import kartei.domain.attribute.AttributeType;
import kartei.domain.attribute.Option;
import kartei.domain.workspace.Workspace;

/// Reads a body such as `{"values": {"email": "jo@example.com", "phone": null}}` against the attributes of its workspace.
final class ValueEditBody {
    private static final String VALUES = "values";

    private final Body body;
    private final Workspace workspace;
    private final Map<String, Optional<String>> wanted = new LinkedHashMap<>();
    private final List<Fault> notEditable = new ArrayList<>();

    ValueEditBody(Body body, Workspace workspace) {
        this.body = body;
        this.workspace = workspace;
    }

    /// The edit, in which every rule holds that needs no contact.
    ///
    /// @throws Rejected `invalid` with all faults; without one `not-editable` with all attributes that may not be edited
    ValueEdit read(Actor by, Instant at) {
        if (!body.has(VALUES) || body.isNull(VALUES)) {
            body.fault(VALUES, "is required");
        }
        body.checkSize(VALUES, 1, Limits.VALUES_PER_EDIT_MAX);
        body.nullableTexts(VALUES).forEach(this::entry);
        body.check();
        if (!notEditable.isEmpty()) {
            throw new Rejected(new Rejection.NotEditable(notEditable));
        }
        return new ValueEdit(wanted, by, at);
    }

    private void entry(String key, Optional<String> text) {
        var place = VALUES + "/" + Body.escaped(key);
        workspace.attributes()
                .find(key)
                .filter(found -> !found.isVip())
                .ifPresentOrElse(definition -> entry(place, definition, text.filter(given -> !given.isEmpty())),
                        () -> body.fault(place, "is not an attribute that has values"));
    }

    private void entry(String place, AttributeDefinition definition, Optional<String> text) {
        var refusal = Editable.violationOf(workspace, definition);
        if (refusal.isPresent()) {
            notEditable.add(new Fault("/" + place, refusal.get()));
            return;
        }
        body.fault(place, text.flatMap(given -> violationOf(definition, given)));
        var stored = text.map(given -> definition.optionNamed(given).map(Option::id).orElse(given));
        if (wanted.put(definition.id(), stored) != null) {
            body.fault(place, "names an attribute that another member names in another case");
        }
    }

    private Optional<String> violationOf(AttributeDefinition definition, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length > Limits.VALUE_BYTES_MAX) {
            return Optional.of("must have at most " + Limits.VALUE_BYTES_MAX + " bytes in UTF-8");
        }
        if (Wording.hasControls(text)) {
            return Optional.of("must not contain control characters");
        }
        if (definition.type() == AttributeType.DROPDOWN) {
            return definition.optionNamed(text).isPresent() ? Optional.empty()
                    : Optional.of("must be one of the attribute's options, by id or label");
        }
        return definition.format().violationOf(text, workspace.linkRule().region());
    }
}
