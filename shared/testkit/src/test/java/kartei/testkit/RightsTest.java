package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import kartei.testkit.Template.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the template's policies allow, and how a policy is read.
class RightsTest {
    private static final Template TEMPLATE = Template.read(Path.of("../../template.yaml"),
            Map.of("TokenIssuer", "http://127.0.0.1:8080"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            function               | action             | partition key       | allowed
            AttributeAdminFunction | GetItem            | DEF#demo            | yes
            AttributeAdminFunction | UpdateItem         | USE#demo#tier       | yes
            AttributeAdminFunction | GetItem            | CON#demo#1          | no
            AttributeAdminFunction | PutItem            | CON#demo#1          | no
            AttributeAdminFunction | PutItem            | JOB#demo            | yes
            AttributeSlicesFunction| UpdateItem         | CON#demo#1          | yes
            AttributeSlicesFunction| UpdateItem         | JOB#demo            | yes
            AttributeSlicesFunction| PutItem            | WSP#demo            | no
            SweepJobsFunction      | UpdateItem         | JOB#demo            | yes
            SweepJobsFunction      | PutItem            | JOB#demo            | no
            SweepJobsFunction      | UpdateItem         | CON#demo#1          | no
            ErasureSlicesFunction  | UpdateItem         | CON#demo#1          | yes
            ErasureSlicesFunction  | UpdateItem         | DEL#demo            | no
            SweepPrivacyFunction   | GetItem            | WSP#demo            | yes
            SweepPrivacyFunction   | PutItem            | CON#demo#1          | no
            SweepPrivacyFunction   | PutItem            | DEL#demo            | no
            ContactEditFunction    | PutItem            | WSP#demo            | yes
            ContactEditFunction    | UpdateItem         | WSP#demo            | no
            ContactEditFunction    | Query              | MSG#demo#1-2        | yes
            ContactEditFunction    | PutItem            | MSG#demo#1-2        | no
            ContactEditFunction    | PutItem            | DEF#demo            | no
            InboxFunction          | PutItem            | IDN#demo#x#c#h      | yes
            InboxFunction          | ConditionCheckItem | CON#demo#1          | yes
            InboxFunction          | PutItem            | DEF#demo            | no
            InboxFunction          | PutItem            | USE#demo#tier       | no
            VipRoutingFunction     | UpdateItem         | CON#demo#1          | yes
            VipRoutingFunction     | BatchGetItem       | WSP#demo            | yes
            VipRoutingFunction     | UpdateItem         | WSP#demo            | no
            VipRoutingFunction     | GetItem            | MSG#demo#1-2        | no
            InboxFunction          | Scan               | CON#demo#1          | no
            InboxFunction          | DeleteTable        | CON#demo#1          | no
            InboxFunction          | BatchWriteItem     | CON#demo#1          | no
            InboxFunction          | GetItem            | XCON#demo#1         | no
            """)
    void allowsItsOwnKindsOfItems(String function, String action, String partition, String allowed) {
        assertThat(rights(function).allow(Access.items(action, "Table", List.of(partition))))
                .isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            function               | index     | partition key        | allowed
            InboxFunction          | Queue     | Q#demo#everyone#new  | yes
            InboxFunction          | Recent    | REC#demo#1           | no
            InboxFunction          | Queue     | DIR#demo#1           | no
            ContactEditFunction    | Recent    | REC#demo#1           | yes
            ContactEditFunction    | Work      | GRP#demo#vip         | yes
            ContactEditFunction    | Work      | JOB#active           | no
            ContactEditFunction    | Directory | DIR#demo#1           | no
            AttributeSlicesFunction| Directory | DIR#demo#1           | yes
            SweepJobsFunction      | Work      | JOB#active           | yes
            SweepJobsFunction      | Work      | GRP#demo#vip         | no
            VipRoutingFunction     | Queue     | Q#demo#everyone#new  | no
            """)
    void allowsItsOwnIndexes(String function, String index, String partition, String allowed) {
        assertThat(rights(function).allow(Access.index("Table", index, partition))).isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            function               | action    | key or prefix  | allowed
            InboxFunction          | PutObject | att/demo/1/2   | yes
            InboxFunction          | GetObject | att/demo/1/2   | no
            InboxFunction          | PutObject | parts/1        | no
            InboxFunction          | list      | att/demo/1/    | yes
            InboxFunction          | list      | ''             | no
            ContactEditFunction    | GetObject | att/demo/1/2   | yes
            ContactEditFunction    | PutObject | att/demo/1/2   | no
            AttributeAdminFunction | GetObject | att/demo/1/2   | no
            """)
    void allowsItsOwnObjects(String function, String action, String key, String allowed) {
        var access = action.equals("list") ? Access.listing("AttachmentsBucket", key)
                : Access.object(action, "AttachmentsBucket", key);

        assertThat(rights(function).allow(access)).isEqualTo(allowed.equals("yes"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, nullValues = "-", textBlock = """
            function               | action          | ws   | kind    | more | allowed
            InboxFunction          | GenerateDataKey | demo | hkey    | -    | yes
            InboxFunction          | Encrypt         | demo | channel | -    | yes
            InboxFunction          | Decrypt         | demo | crm     | -    | no
            InboxFunction          | Decrypt         | -    | hkey    | -    | no
            InboxFunction          | Decrypt         | demo | hkey    | x    | no
            ContactEditFunction    | Decrypt         | demo | hkey    | -    | yes
            ContactEditFunction    | Decrypt         | demo | channel | -    | no
            ContactEditFunction    | Encrypt         | demo | hkey    | -    | no
            VipRoutingFunction     | Decrypt         | demo | hkey    | -    | no
            """)
    void allowsItsOwnKindsOfSecrets(
            String function,
            String action,
            String ws,
            String kind,
            String more,
            String allowed) {
        var context = new java.util.HashMap<String, String>();
        Optional.ofNullable(ws).ifPresent(value -> context.put("ws", value));
        Optional.ofNullable(kind).ifPresent(value -> context.put("kind", value));
        Optional.ofNullable(more).ifPresent(value -> context.put("more", value));

        assertThat(rights(function).allow(Access.key(action, "DataKey", context))).isEqualTo(allowed.equals("yes"));
    }

    @Test
    void wantsEveryKeyOfABatchCovered() {
        assertThat(rights("VipRoutingFunction")
                .allow(Access.items("BatchGetItem", "Table", List.of("WSP#demo", "MSG#demo#1-2")))).isFalse();
    }

    @Test
    void allowsNothingOnAnotherTableBucketOrKey() {
        assertThat(rights("InboxFunction").allow(Access.items("GetItem", "Tables", List.of("CON#demo#1")))).isFalse();
        assertThat(rights("InboxFunction").allow(Access.object("PutObject", "ReportsBucket", "att/1"))).isFalse();
        assertThat(rights("InboxFunction").allow(Access.key("Decrypt", "Other", Map.of("ws", "d", "kind", "hkey"))))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            pattern | value | matches
            a*      | a     | yes
            a*      | abc   | yes
            a?c     | abc   | yes
            a?c     | ac    | no
            *       | a.b   | yes
            a.c     | abc   | no
            a       | A     | no
            """)
    void readsPatternsAsPoliciesDo(String pattern, String value, String matches) {
        var rights = new Rights(List.of(new Statement("Allow", List.of("x:Do"), List.of(pattern), Map.of())));

        assertThat(rights.allow(new Access("x:Do", value, Map.of()))).isEqualTo(matches.equals("yes"));
    }

    @Test
    void aDenialWins() {
        var rights = new Rights(List.of(new Statement("Allow", List.of("x:*"), List.of("*"), Map.of()),
                new Statement("Deny", List.of("x:Undo"), List.of("*"), Map.of())));

        assertThat(rights.allow(new Access("x:Do", "r", Map.of()))).isTrue();
        assertThat(rights.allow(new Access("x:Undo", "r", Map.of()))).isFalse();
    }

    @Test
    void refusesAnOperatorThatItDoesNotKnow() {
        var rights = new Rights(List.of(new Statement("Allow", List.of("x:Do"), List.of("*"),
                Map.of("DateLessThan", Map.of("aws:CurrentTime", List.of("2026-01-01"))))));

        assertThatThrownBy(() -> rights.allow(new Access("x:Do", "r", Map.of()))).hasMessageContaining("DateLessThan");
    }

    private static Rights rights(String function) {
        return new Rights(TEMPLATE.function(function).statements());
    }
}
