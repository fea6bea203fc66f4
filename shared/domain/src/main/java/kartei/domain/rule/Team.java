package kartei.domain.rule;

/// Whose work a conversation is.
public record Team(String key, String name, long version) {
    /// Built in: everybody.
    public static final Team EVERYONE = new Team("everyone", "Everyone", 0);
}
