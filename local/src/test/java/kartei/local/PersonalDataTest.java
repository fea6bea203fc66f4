package kartei.local;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.tngtech.archunit.core.domain.JavaClass;

import kartei.storage.TableCheck;
import kartei.testkit.KarteiTable;
import kartei.testkit.OpenApiCheck.Answer;
import kartei.testkit.TestTable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

/// A5: what a customer or an agent is called, writes and has stands in the fields of items and in answers, nowhere else: not
/// in what a value prints, so in no exception and no log; not in a key, so in no stream filter, cursor or metric.
class PersonalDataTest {
    private static final Pattern MARKER = Pattern.compile("<([\\w.]+)>");

    /// The parts of records that may print: ids that say nothing of a person, and what admins and the code itself call things.
    /// A part that is not here must be hidden by the `toString` of its record.
    private static final Set<String> HARMLESS = Set.of("Above.end", "Advance.next", "Again.about", "Again.about.key",
            "AttributeDefinition.id", "AttributeDefinition.label", "Before.claimHash", "Before.identityHash",
            "Below.end", "Between.from", "Between.to", "BundlePiece.object", "BundlePlace.after",
            "BundlePlace.conversation", "Candidate.kind", "Channel.id", "Channel.name", "ChannelRequest.name",
            "Claim.hash", "Claim.messageId", "ClaimNames.role", "ClaimNames.workspace", "Clearing.definitionId",
            "Compared.operator", "Compared.path", "Conflict.counts.key", "Conflict.detail", "ContactGroup.key",
            "ContactGroup.name", "ConversationId.ulid", "Copied.object", "Count.byOption.key", "Counted.byValue.key",
            "Created.key", "Creation.key", "Criterion.attribute", "Cut.cursors", "Doomed.entries", "ETag.digest",
            "Earlier.ids", "Earlier.ids.key", "Edit.definitionId", "Entries.keys", "Entry.contact", "Erasing.marks",
            "Erasure.id", "ErasureReceipt.algorithm", "ErasureReceipt.erasureId", "ErasureReceipt.keyId",
            "ErasureReceipt.signature", "Everything.label", "Exists.path", "Export.schedule", "ExportPart.firstContact",
            "ExportPart.ids", "ExportPart.lastContact", "ExportPart.object", "ExportPlace.after", "ExportPlan.channels",
            "ExportSchedule.id", "ExportSchedule.lastExport", "Facts.channel", "Facts.foldedTopics", "Facts.groups",
            "Fate.why", "Fault.message", "Fault.pointer", "FeatureNotInPlan.feature", "File.tag", "Filter.channel",
            "Filter.channelId", "Filter.group", "Forbidden.detail", "Found.byValue.key", "Hashed.object",
            "Hashed.parts", "Hashed.sha256", "Hashing.digest", "Hashing.object", "Hashing.parts", "Hint.team",
            "Identity.hash", "Identity.profileSeen", "Import.fault", "Import.parts", "Job.about", "Job.about.key",
            "Job.execution", "Job.reason", "Job.segments", "JobId.ulid", "JobTask.after", "JobTask.execution",
            "JobTask.step", "Joined.objects", "Key.pk", "Key.sk", "Lacks.path", "Lane.team", "LinkRule.attribute",
            "LinkRule.region", "Linked.kind", "Living.next", "Logged.position", "LoggedEdit.id", "Made.object",
            "Made.sha256", "Malformed.detail", "Mark.kind", "MarkedPlace.after", "MarkedPlace.last", "MatchingWish.key",
            "MatchingWish.region", "Members.groups", "Message.id", "MethodNotAllowed.allowed", "Missing.path",
            "Name.hash", "Name.kind", "NewAttribute.label", "NewAttribute.options", "OfChannel.channel",
            "OfContacts.after", "OfDirectory.after", "OfFormerTeam.after", "OfGroup.group", "OfLog.after",
            "OfMembers.after", "OfMembers.groups", "OfQueue.after", "OfTopic.topic", "Option.id", "Option.label",
            "Options.ids", "Options.removal", "Page.next", "PageRequest.start", "Piece.next", "Place.attribute",
            "Place.before", "Place.edit", "Place.newest", "Place.slice", "Place.start", "Placement.groups",
            "Prefix.prefix", "Receipt.messageId", "Refused.reason", "Rejects.object", "Resolved.contact",
            "Resting.place", "Route.method", "Route.path", "RoutingRule.groups", "RoutingRule.team",
            "RoutingRule.topics", "RoutingRules.fallbackTeam", "RowChange.pk", "RowChange.sk", "RuleName.key",
            "RuleName.name", "Rules.groups.key", "Rules.teams.key", "Seen.places", "Seen.places.key", "Sent.messageId",
            "Situation.messageId", "Slice.next", "Span.before", "Standing.given", "Standing.team", "Stored.object",
            "Taken.messageId", "Team.key", "Team.name", "Told.position", "Topics.after", "Topics.before",
            "Unauthenticated.detail", "UnsupportedMediaType.detail", "Uploading.object", "Uploading.parts",
            "Uploading.upload", "ValueChange.attribute", "ValueEdit.wanted.key", "Values.definitionId", "Values.key",
            "Verdict.team", "Walking.after", "Wanted.start", "Wanted.teams", "Wish.key", "Work.team",
            "Workspace.channels.key", "WorkspaceSettings.name", "WorkspaceSettings.rulesJob");

    private static final Set<String> KEYS = Set.of("PK", "SK", "DirPK", "DirSK", "RecPK", "RecSK", "QuePK", "QueSK",
            "WrkPK", "WrkSK");

    @RegisterExtension
    static final KarteiTable TABLE = new KarteiTable(TableCheck::check);

    @Test
    void A5_noRecordPrintsWhatIsPersonal() {
        var printed = records().map(Samples::of)
                .flatMap(Optional::stream)
                .flatMap(record -> MARKER.matcher(record.toString()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(printed.stream().filter(part -> !HARMLESS.contains(part)))
                .as("parts of records that print: hide it in toString, or say here that it is harmless")
                .isEmpty();
        assertThat(HARMLESS.stream().filter(part -> !printed.contains(part)))
                .as("harmless parts that no longer print: take them off the list")
                .isEmpty();
    }

    @Test
    void A5_everyRecordThatHoldsValuesIsLookedAt() {
        assertThat(records().filter(type -> Samples.of(type).isEmpty())
                .map(type -> type.getName().replaceAll("^.*\\.", ""))).as("records that Samples cannot make").isEmpty();
    }

    private static Stream<Class<?>> records() {
        return Rooms.classes()
                .stream()
                .filter(JavaClass::isRecord)
                .filter(type -> type.getPackageName().matches("kartei\\.(domain|storage|api|function)\\b.*"))
                .map(JavaClass::reflect);
    }

    @Test
    void A5_nothingPersonalIsInKeysCursorsObjectsAndLogs(TestTable table) {
        var log = new LogLines();
        try (var house = new House(table)) {
            var journey = new Journey(house);
            var answers = journey.go().stream().filter(answer -> answer.body().startsWith("{")).toList();
            readWhatIsDamaged(journey, table);

            assertThat(table.items().toString()).as("the markers are where they may be")
                    .contains("textMarker", "nameMarker", "valueMarker", "mailmarker", "agentMarker", "replyMarker");
            assertThat(keys(table)).as("keys of items and index entries")
                    .isNotEmpty()
                    .noneMatch(PersonalDataTest::isPersonal);
            assertThat(cursors(answers)).as("cursors").isNotEmpty().noneMatch(PersonalDataTest::isPersonal);
            assertThat(uploads(answers)).as("URLs of objects").isNotEmpty().noneMatch(PersonalDataTest::isPersonal);
            assertThat(log.lines()).as("log").anyMatch(line -> line.contains("a request failed"));
            assertThat(log.lines()).as("log").noneMatch(PersonalDataTest::isPersonal);
        }
    }

    /// What is logged is what goes wrong: here, a contact and a conversation whose items are not what they should be.
    private static void readWhatIsDamaged(Journey journey, TestTable table) {
        var whole = table.items().stream().filter(item -> item.toString().contains("CON#")).toList();
        for (var item : whole) {
            var damaged = new TreeMap<>(item);
            damaged.replaceAll((_, value) -> value.n() == null ? value : AttributeValue.fromS("textMarker"));
            table.dynamo().putItem(put -> put.tableName(table.name()).item(damaged));
        }
        journey.readsThatFail();
        whole.forEach(item -> table.dynamo().putItem(put -> put.tableName(table.name()).item(item)));
    }

    /// As they are, and what base64 hides.
    private static List<String> cursors(List<Answer> answers) {
        var cursors = answers.stream().map(answer -> answer.at("/next")).flatMap(Optional::stream).toList();
        var all = new ArrayList<>(cursors);
        cursors.forEach(cursor -> all.add(new String(Base64.getUrlDecoder().decode(cursor), ISO_8859_1)));
        return all;
    }

    private static List<String> uploads(List<Answer> answers) {
        return answers.stream().map(answer -> answer.at("/uploads/0/url")).flatMap(Optional::stream).toList();
    }

    private static boolean isPersonal(String text) {
        var folded = text.toLowerCase(Locale.ROOT);
        return Journey.MARKERS.stream().anyMatch(marker -> folded.contains(marker.toLowerCase(Locale.ROOT)));
    }

    private static List<String> keys(TestTable table) {
        return table.items()
                .stream()
                .flatMap(item -> item.entrySet().stream())
                .filter(field -> KEYS.contains(field.getKey()))
                .map(field -> Optional.ofNullable(field.getValue().s()).orElse(""))
                .toList();
    }
}
