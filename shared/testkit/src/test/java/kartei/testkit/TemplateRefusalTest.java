package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A template that one machine cannot make is refused in one line that names what is wrong.
class TemplateRefusalTest {
    private static final Map<String, String> PARAMETERS = Map.of("TokenIssuer", "http://127.0.0.1:8080");

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, quoteCharacter = '`', textBlock = """
            where it says | it says instead | refused with
            Runtime: java25 | Runtime: java21 | Runtime must be java25
            Type: AWS::S3::Bucket | Type: AWS::SNS::Topic | resources of type AWS::SNS::Topic are not known
            BillingMode: PAY_PER_REQUEST | TableName: mine | Resources.Table.TableName: is not known
            Type: HttpApi | Type: S3 | events of type S3 are not known
            rate(1 minute) | cron(0 8 * * ? *) | the schedule cron(0 8 * * ? *) is not known
            Type: STANDARD | Type: EXPRESS | Type must be STANDARD
            AttributeSlices: !Ref | Other: !Ref | is given no AttributeSlices
            DefinitionUri: functions/jobs | DefinitionUri: functions/none | none.asl.json cannot be read
            FIRE_AND_FORGET | REQUEST_RESPONSE | InvocationType must be FIRE_AND_FORGET
            Source: !GetAtt Table.StreamArn | Source: arn:other | Source must be the table's stream
            Method: PATCH, | TimeoutInMillis: 5, Method: A,| Properties.TimeoutInMillis: is not known
            BatchSize: 100 | ParallelizationFactor: 2 | Properties.ParallelizationFactor: is not known
            MaximumRetryAttempts: 10 | Enabled: false | MaximumRetryAttempts: is missing
            BatchSize: 100 | BatchSize: many | BatchSize must be a number
            [ReportBatchItemFailures] | [SomethingElse] | FunctionResponseTypes may only be
            Stream: !GetAtt Table.StreamArn | Stream: arn:other | Stream must be the table's stream
            TRIM_HORIZON | LATEST | StartingPosition must be TRIM_HORIZON
            OnFailure: { Type: SQS | OnFailure: { Type: SNS | Type must be SQS
            DeletionProtectionEnabled: true| TableClass: STANDARD | Table.TableClass: is not known
            StreamViewType: | ViewType: | StreamViewType: is missing
            KeyType: RANGE | KeyType: SORT | KeySchema must have one HASH and one RANGE key
            !GetAtt InboxRole.Arn | !GetAtt InboxRole.RoleId | InboxRole.RoleId is not known
            !GetAtt InboxRole.Arn | arn:aws:iam::1:role/other | Role must be one of the template's roles
            !Ref AttachmentsBucket | !Ref Nothing | there is no parameter or resource Nothing
            !Ref TokenIssuer | !ImportValue issuer | !ImportValue
            !Ref TokenIssuer | { Fn::Select: [0, [a]] } | Fn::Select is not known
            Authorizer: NONE | Authorizer: Other | Auth.Authorizer must be NONE or left out
            $request.header.Authorization | $request.querystring.token | IdentitySource must be the Authorization header
            Outputs: | Mappings: | Mappings: is not known
            Globals: | Globals: { Api: {} } | is not YAML in line
            UpdateReplacePolicy: Retain | CreationPolicy: {} | CreationPolicy: is not known
            UpdateReplacePolicy: Retain | UpdateReplacePolicy: | UserPool.UpdateReplacePolicy: is empty
            PolicyName: inbox | Name: inbox | PolicyName: is missing
            Description: Kartei | Description: [Kartei | is not YAML in line
            Type: AWS::CloudWatch::Alarm | Type: AWS::CloudWatch::InsightRule | type AWS::CloudWatch::InsightRule are not known
            Type: AWS::ApiGatewayV2::ApiMapping | Type: AWS::ApiGatewayV2::VpcLink | type AWS::ApiGatewayV2::VpcLink are not known
            Condition: HasDomain | Condition: HasNothing | there is no condition HasNothing
            Condition: HasDomain | DependsOn: Api | Resources.Domain.DependsOn: is not known
            Default: kartei | MaxLength: 90 | parameter TokenAudience was given no value
            RuleCondition: | When: | Rules.TokensHaveAnIssuer.When: is not known
            - Assert: | - Assure: | Rules.TokensHaveAnIssuer.Assure: is not known
            HasDomain: !Not [ | HasDomain: !Not [!Equals [a, b], | where 1 arguments belong
            DefaultRouteSettings: | FailOnWarnings: true, | is not YAML in line
            AccessLogSettings: | RouteSettings: | Resources.Api.RouteSettings: is not known
            RetryPolicy: { | DeadLetterConfig: { | Properties.DeadLetterConfig: is not known
            ReservedConcurrentExecutions: | ProvisionedConcurrencyConfig: | ProvisionedConcurrencyConfig: is not known
            """)
    void refusesByName(String place, String instead, String message) throws IOException {
        var text = Files.readString(Path.of("../../template.yaml"));
        assertThat(text).contains(place);
        var file = write(text.replaceFirst(Pattern.quote(place), Matcher.quoteReplacement(instead)));

        var refusal = catchThrowableOfType(TemplateException.class, () -> Template.read(file, PARAMETERS));

        assertThat(refusal).hasMessageContaining(message).hasMessageStartingWith(file.toString());
        assertThat(refusal).message().hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "        Fn::And: yes", "x: [", "      - ", "\tx", "    ? : {}", "    Condition: [1]"})
    void neverFailsInAnyOtherWay(String instead) throws IOException {
        var lines = Files.readAllLines(Path.of("../../template.yaml"));
        for (var number = 0; number < lines.size(); number += 37) {
            var damaged = new ArrayList<>(lines);
            damaged.set(number, instead);
            var file = write(String.join("\n", damaged));

            try {
                Template.read(file, PARAMETERS);
            } catch (TemplateException refusal) {
                assertThat(refusal).message().hasLineCount(1);
            }
        }
    }

    @Test
    void refusesAFileThatIsNotThere() {
        var file = folder.resolve("none.yaml");

        assertThatThrownBy(() -> Template.read(file, PARAMETERS)).isInstanceOf(TemplateException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void refusesAFolder() {
        assertThatThrownBy(() -> Template.read(folder, PARAMETERS)).isInstanceOf(TemplateException.class)
                .hasMessageStartingWith(folder + ": cannot be read");
    }

    @Test
    void refusesWhatIsNoText() throws IOException {
        var file = Files.write(folder.resolve("t.yaml"), new byte[]{'a', (byte) 0xff, (byte) 0xfe});

        assertThatThrownBy(() -> Template.read(file, PARAMETERS)).isInstanceOf(TemplateException.class)
                .hasMessage(file + ": is not UTF-8 text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''
            just words
            Description: nothing else
            - a list
            """)
    void refusesWhatIsNoTemplate(String text) throws IOException {
        var file = write(text);

        assertThatThrownBy(() -> Template.read(file, PARAMETERS)).isInstanceOf(TemplateException.class)
                .hasMessage(file + ": is not a template: it has no Resources");
    }

    @Test
    void refusesAParameterThatIsLeftOutOrUnknown() {
        var file = Path.of("../../template.yaml");

        assertThatThrownBy(() -> Template.read(file, Map.of()))
                .hasMessage(file + ": Rules.TokensHaveAnIssuer: TokenIssuer has no value, and there is no OwnUserPool");
        assertThatThrownBy(() -> Template.read(file, Map.of("TokenIssuer", "x", "Colour", "red")))
                .hasMessage(file + ": has no parameter Colour");
    }

    @Test
    void refusesParametersThatTheTemplateItselfDoesNotTake() {
        var parameters = new HashMap<>(PARAMETERS);
        parameters.put("DomainName", "kartei.example.com");

        assertThatThrownBy(() -> Template.read(Path.of("../../template.yaml"), parameters))
                .isInstanceOf(TemplateException.class)
                .hasMessageEndingWith("Rules.DomainHasACertificate: DomainName wants a CertificateArn");

        parameters.put("CertificateArn", "arn:aws:acm:eu-central-1:000000000000:certificate/1");
        assertThatCode(() -> Template.read(Path.of("../../template.yaml"), parameters)).doesNotThrowAnyException();
    }

    private Path write(String text) throws IOException {
        var functions = Files.createDirectories(folder.resolve("functions"));
        Files.copy(Path.of("../../functions/jobs.asl.json"), functions.resolve("jobs.asl.json"),
                StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(folder.resolve("template.yaml"), text, StandardCharsets.UTF_8);
    }
}
