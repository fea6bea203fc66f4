package kartei.domain.attribute;

/// One choice of a dropdown. Its id stays when its label changes, so a renamed option keeps its contacts (S12).
public record Option(String id, String label) {}
