package kartei.domain.link;

/// What a matching attribute would do, counted beforehand: of all `contacts` of the workspace.
public record Preview(long contacts, Groups groups) {}
