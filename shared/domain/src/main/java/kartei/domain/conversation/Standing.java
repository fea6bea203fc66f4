package kartei.domain.conversation;

/// Where a conversation belongs in the queue: how many prioritisation rules match it, and whose work it is (S33, S34, S37).
///
/// The rules are the ones that a workspace has at the start: VIP counts 1, and all work is everyone's.
public record Standing(int score, String team) {
    public static final String EVERYONE = "everyone";

    /// `vip`: the contact is in the VIP group, and VIP is on.
    public static Standing of(boolean vip) {
        return new Standing(vip ? 1 : 0, EVERYONE);
    }
}
