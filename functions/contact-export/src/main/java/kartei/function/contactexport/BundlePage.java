package kartei.function.contactexport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import kartei.domain.Actor;
import kartei.domain.channel.Channel;
import kartei.domain.contact.Contact;
import kartei.domain.contact.ContactId;
import kartei.domain.contact.LoggedEdit;
import kartei.domain.conversation.Conversation;
import kartei.domain.conversation.Direction;
import kartei.domain.conversation.LiveContact;
import kartei.domain.conversation.Message;
import kartei.domain.conversation.Snapshot;
import kartei.domain.export.Bundle;
import kartei.domain.workspace.Workspace;
import kartei.storage.Conversations;

/// `index.html` of an access bundle: the same as its data, to be read by people, piece by piece in its order. It runs nothing and
/// loads nothing, whatever was written in it.
final class BundlePage {
    private static final String STYLE = "body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
            + "table{border-collapse:collapse;margin:1em 0}td,th{border:1px solid silver;padding:.2em .6em;text-align:start;"
            + "vertical-align:top;overflow-wrap:anywhere}article{border-inline-start:.3em solid slateblue;padding:.2em 1em;margin:1em 0}"
            + "article.out{border-color:seagreen;margin-inline-start:3em}p.text{white-space:pre-wrap;overflow-wrap:anywhere}"
            + "small{color:dimgray}";

    private final Workspace workspace;
    private final HeldValues values;

    BundlePage(Workspace workspace) {
        this.workspace = workspace;
        this.values = new HeldValues(workspace);
    }

    String opening(Bundle bundle) {
        var html = new Html().raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + hash()
                        + "'; base-uri 'none'; form-action 'none'\">\n")
                .raw("<meta name=\"referrer\" content=\"no-referrer\">\n")
                .raw("<title>Everything held on a person</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n")
                .raw("<h1>Everything held on a person</h1>\n<p>")
                .text("Contact " + bundle.person().contact().value() + ", asked for at " + bundle.createdAt() + ".")
                .raw("</p>\n");
        html.table(List.of("Linked contact", "because of", "via"), bundle.person().others(),
                linked -> html.row("td", List.of(linked.contact().value(), BundleJson.because(linked),
                        linked.via().map(ContactId::value).orElse(""))));
        return html.toString();
    }

    private static String hash() {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    String closing() {
        return "</body>\n</html>\n";
    }

    // ---- contacts ----

    String contact(LiveContact live) {
        var contact = live.contact();
        var html = new Html().raw("<section>\n").element("h2", "Contact " + contact.id().value()).raw("\n");
        html.table(List.of("Profile", ""), profile(live), row -> html.row("td", row));
        html.raw("<h3>Values</h3>\n")
                .table(List.of("Attribute", "Value", "Source", "Since", "By"), values.of(contact),
                        held -> html.row("td", List.of(held.label(), held.text(), held.source().word(),
                                held.value().at().toString(), held.value().by().map(BundlePage::name).orElse(""))));
        return html.raw("<h3>Changes</h3>\n").toString();
    }

    private List<List<String>> profile(LiveContact live) {
        var contact = live.contact();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("Channel", channel(contact) + " (" + contact.medium().word() + ")"));
        contact.profile().displayName().ifPresent(name -> rows.add(List.of("Name", name)));
        contact.profile().handle().ifPresent(handle -> rows.add(List.of("Handle", handle)));
        contact.profile().pictureUrl().ifPresent(url -> rows.add(List.of("Picture", url)));
        rows.add(List.of("Id on the channel", contact.senderId()));
        contact.networkUserId().ifPresent(user -> rows.add(List.of("Id on the network", user)));
        rows.add(List.of("VIP", contact.vip() ? "yes" : "no"));
        rows.add(List.of("Groups", String.join(", ", workspace.groupsThatCount(contact))));
        rows.add(List.of("Said to be another person than",
                String.join(", ", contact.notSame().stream().map(ContactId::value).sorted().toList())));
        rows.add(List.of("Known since", contact.createdAt().toString()));
        rows.add(List.of("Last changed", contact.changedAt().toString()));
        rows.add(List.of("Last message", live.activity().lastMessageAt().toString()));
        return rows.stream().filter(row -> !row.getLast().isEmpty()).toList();
    }

    private String channel(Contact contact) {
        return workspace.channel(contact.channelId()).map(Channel::name).orElse(contact.channelId());
    }

    private static String name(Actor actor) {
        return actor.name().orElse(actor.id());
    }

    String edit(LoggedEdit edit) {
        var html = new Html();
        var said = edit.authorship().at() + edit.authorship().by().map(by -> ", " + name(by)).orElse("");
        html.element("p", said)
                .raw("\n")
                .table(List.of("Attribute", "Source", "Before", "After"), edit.changes(),
                        change -> html.row("td",
                                List.of(values.attributeOf(change), change.source().word(),
                                        change.before().map(text -> values.textOf(change, text)).orElse(""),
                                        change.after().map(text -> values.textOf(change, text)).orElse(""))));
        return html.toString();
    }

    String changesEnd() {
        return "<h3>Conversations</h3>\n";
    }

    String contactEnd() {
        return "</section>\n";
    }

    // ---- conversations ----

    String conversation(Conversations.Whole whole) {
        var html = new Html().raw("<section>\n")
                .element("h4", "Conversation of " + whole.conversation().createdAt())
                .raw("\n");
        html.table(List.of("Conversation", ""), facts(whole.conversation()), row -> html.row("td", row));
        whole.snapshot().ifPresent(snapshot -> {
            html.element("p", "What was known when it was resolved, at " + snapshot.at() + vip(snapshot) + ":");
            html.table(List.of("Attribute", "Value", "Source"), snapshot.values(),
                    value -> html.row("td", List.of(value.label(), value.text(), value.source().word())));
        });
        return html.toString();
    }

    private static String vip(Snapshot snapshot) {
        return snapshot.vip().map(vip -> vip ? " (VIP)" : " (no VIP)").orElse("");
    }

    private static List<List<String>> facts(Conversation conversation) {
        var rows = List.of(List.of("Id", conversation.id().value()),
                List.of("Visibility", conversation.visibility().word()),
                List.of("Status", conversation.status().word()),
                List.of("Reason", conversation.statusReason().orElse("")),
                List.of("Comment", conversation.statusComment().orElse("")),
                List.of("Topics", String.join(", ", conversation.topics())),
                List.of("Team", conversation.standing().team()),
                List.of("Name at that time", conversation.contactName().orElse("")),
                List.of("Resolved", conversation.resolvedAt().map(Instant::toString).orElse("")));
        return rows.stream().filter(row -> !row.getLast().isEmpty()).toList();
    }

    String conversationEnd() {
        return "</section>\n";
    }

    String message(Message message, List<BundledFile> files) {
        var fromPerson = message.direction() == Direction.IN;
        var html = new Html().raw(fromPerson ? "<article>\n" : "<article class=\"out\">\n");
        var who = fromPerson ? "from the person"
                : "to the person" + message.by().map(by -> ", by " + name(by)).orElse("");
        html.element("small", message.sentAt() + ", " + who).raw("\n");
        message.text().ifPresent(text -> html.raw("<p class=\"text\" dir=\"auto\">").text(text).raw("</p>\n"));
        files.forEach(file -> file(html, file));
        return html.raw("</article>\n").toString();
    }

    private static void file(Html html, BundledFile file) {
        var name = file.attachment().name().orElse("a file") + " (" + file.attachment().contentType() + ")";
        html.raw("<p>");
        switch (file.state()) {
            case INCLUDED -> html.raw("<a download href=\"" + link(file.entry()) + "\">").text(name).raw("</a>");
            case MISSING -> html.text(name + ": it was announced and never uploaded");
            case ELSEWHERE -> html.text(name + ": it lies with the network, under ")
                    .element("bdi", file.attachment().reference().orElse("an unknown address"));
        }
        html.raw("</p>\n");
    }

    /// The entry of the ZIP as a relative URL.
    private static String link(Optional<String> entry) {
        return URLEncoder.encode(entry.orElseThrow(), UTF_8).replace("+", "%20").replace("%2F", "/");
    }
}
