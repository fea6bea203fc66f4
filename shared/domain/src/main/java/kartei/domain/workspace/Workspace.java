package kartei.domain.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import kartei.domain.Feature;
import kartei.domain.WorkspaceId;
import kartei.domain.attribute.Attributes;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Contact;
import kartei.domain.link.LinkRule;
import kartei.domain.rule.ContactGroup;
import kartei.domain.rule.Rules;

/// Everything that a request needs to know of its workspace, true at the moment the request began. `allRules` are what an admin
/// has said, whatever the plan is now.
public record Workspace(
        WorkspaceId id,
        WorkspaceSettings settings,
        Attributes attributes,
        Map<String, Channel> channels,
        Rules allRules) {
    public Workspace {
        channels = Map.copyOf(channels);
    }

    public boolean has(Feature feature) {
        return settings.plan().has(feature);
    }

    /// Whether VIP counts here: the plan has it and the admin has it on (S32, S42).
    public boolean vipOn() {
        return has(Feature.VIP) && attributes.vipEnabled();
    }

    /// By which rule contacts are linked, besides their networks' own user ids (S26–S31).
    public LinkRule linkRule() {
        return settings.linking().rule();
    }

    /// What an admin has said of groups, priority, routing and teams, as far as the plan has it.
    public Rules rules() {
        return allRules.within(settings.plan());
    }

    /// The keys of the contact groups that the contact is in by its values, in their order; the VIP group is none of them.
    public List<String> groupsOf(Contact contact) {
        return rules().groups()
                .values()
                .stream()
                .filter(group -> group.has(contact, attributes, linkRule().region()))
                .map(ContactGroup::key)
                .toList();
    }

    /// The same, the VIP group before them where VIP counts (S33, S42).
    public List<String> groupsThatCount(Contact contact) {
        var own = groupsOf(contact).stream();
        return contact.vip() && vipOn() ? Stream.concat(Stream.of(ContactGroup.VIP), own).toList() : own.toList();
    }

    public Optional<Channel> channel(String channelId) {
        return Optional.ofNullable(channels.get(channelId));
    }

    /// Whether there is a contact group of this key to ask for; that of VIPs only while VIP is on (S42).
    public boolean hasGroup(String key) {
        return key.equals(ContactGroup.VIP) ? vipOn()
                : rules().group(key).filter(group -> group.key().equals(key)).isPresent();
    }
}
