package kartei.domain.conversation;

/// Where a conversation belongs in the queue: how many prioritisation rules match it, and whose work it is (S33, S34, S37).
///
/// The rules are the ones that a workspace has at the start: VIP counts 1, and all work is everyone's. `contactRev` is the
/// revision of the contact that this was computed from: a computation from an older one never replaces it.
public record Standing(int score, String team, long contactRev) {
    public static final String EVERYONE = "everyone";

    /// Where a conversation starts whose contact has not been looked at.
    public static final Standing UNSEEN = of(false, 0);

    /// `vip`: the contact is in the VIP group, and VIP is on; `contactRev`: the contact's revision that says so.
    public static Standing of(boolean vip, long contactRev) {
        return new Standing(vip ? 1 : 0, EVERYONE, contactRev);
    }
}
