package kartei.domain;

/// A part of the product that a plan has or lacks (S2, S6; api.md, Features).
public enum Feature {
    ATTRIBUTES("attributes"),
    CONTACTS("contacts"),
    ERASURE("erasure"),
    ACCESS_BUNDLE("access-bundle"),
    VALUES("values"),
    CUSTOM_ATTRIBUTES("custom-attributes"),
    MATCHING("matching"),
    VIP("vip"),
    CONTACT_GROUPS("contact-groups"),
    PRIORITIZATION("prioritization"),
    ROUTING("routing"),
    CRM("crm"),
    EXPORTS("exports"),
    VIRTUAL_AGENTS("virtual-agents");

    private final String word;

    Feature(String word) {
        this.word = word;
    }

    /// The string that the API uses for it.
    public String word() {
        return word;
    }
}
