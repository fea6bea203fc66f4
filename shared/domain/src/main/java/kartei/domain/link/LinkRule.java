package kartei.domain.link;

import java.util.Optional;

/// By which attribute contacts are linked, besides their networks' own user ids, and how phone numbers are read (S26–S31).
///
/// `attribute` is the id of the matching attribute, `region` (ISO 3166) that of phone numbers without a country code.
/// `generation` counts the changes of either; under it the links stand in the table. `phones` is the generation at which the
/// region was last changed: under it stands the index of phone numbers, whatever the matching attribute is.
public record LinkRule(Optional<String> attribute, Optional<String> region, long generation, long phones) {
    /// Of a workspace whose admin has not chosen yet.
    public static final LinkRule NONE = new LinkRule(Optional.empty(), Optional.empty(), 0, 0);

    /// The rule that follows this one, in `generation`.
    public LinkRule changed(Optional<String> attribute, Optional<String> region, long generation) {
        return new LinkRule(attribute, region, generation, this.region.equals(region) ? phones : generation);
    }

    /// Whether it links by this attribute and reads phone numbers as of this region.
    public boolean says(Optional<String> attribute, Optional<String> region) {
        return this.attribute.equals(attribute) && this.region.equals(region);
    }

    boolean isBy(String attributeId) {
        return attribute.filter(attributeId::equals).isPresent();
    }
}
