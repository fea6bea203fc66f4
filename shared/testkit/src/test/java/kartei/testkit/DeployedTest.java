package kartei.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What AWS gets and one machine does not make cannot be tried here: it is read out of the template.
class DeployedTest {
    private static final Pattern CONTEXT = Pattern.compile("\\$context\\.([\\w.]+)");

    static List<Deployed> ways() {
        return List.of(Deployed.bare(), Deployed.withOptions());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void aNewVersionOfAnHttpFunctionGetsItsTrafficStepByStepAndIsTakenBack(Deployed deployed) {
        var http = deployed.httpFunctions().stream().map(Template.Function::logicalId).toList();
        for (var function : deployed.template().functions()) {
            var id = function.logicalId();
            var preference = deployed.one("AWS::Serverless::Function", id).block("DeploymentPreference");
            assertThat(preference.isPresent()).as(id).isEqualTo(http.contains(id));
            preference.ifPresent(canary -> {
                assertThat(canary.requireText("Type")).isEqualTo("Canary10Percent5Minutes");
                assertThat(Alarm.of(deployed)).as(id)
                        .filteredOn(alarm -> canary.texts("Alarms").contains(alarm.logicalId()))
                        .anyMatch(alarm -> alarm.measures("Errors", id))
                        .anyMatch(alarm -> alarm.measures(function.name() + "-defects"));
            });
        }
    }

    @Test
    void whatShiftsTrafficMayDoSoForTheHttpFunctionsOnly() {
        var role = Deployed.bare().one("AWS::IAM::Role", "DeploymentRole");
        var statements = role.blocks("Policies").getFirst().requireBlock("PolicyDocument").blocks("Statement");

        assertThat(statements).hasSize(2);
        assertThat(statements.getLast().texts("Resource")).hasSize(2 * Deployed.bare().httpFunctions().size())
                .allMatch(arn -> arn.contains(":function:"));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyLogEndsAfterTheDaysThatWereGiven(Deployed deployed) {
        var logs = deployed.all("AWS::Logs::LogGroup");

        assertThat(logs).allSatisfy((id, log) -> assertThat(log.requireNumber("RetentionInDays")).as(id).isEqualTo(30));
        assertThat(deployed.all("AWS::Serverless::Function")).allSatisfy((id, function) -> {
            var config = function.requireBlock("LoggingConfig");
            assertThat(config.requireText("LogFormat")).isEqualTo("JSON");
            assertThat(logs.keySet()).as(id).contains(config.requireText("LogGroup"));
        });
    }

    /// No token, no query, no address, no path: a route's template and how it went.
    @Test
    void theAccessLogHoldsNothingOfWhatWasAsked() {
        var format = Deployed.bare()
                .one("AWS::Serverless::HttpApi", "Api")
                .requireBlock("AccessLogSettings")
                .requireText("Format");

        assertThat(CONTEXT.matcher(format).results().map(variable -> variable.group(1))).containsExactlyInAnyOrder(
                "requestTime", "requestId", "routeKey", "status", "responseLatency", "responseLength",
                "error.responseType");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyBucketIsClosedToThePublicAndTakesTlsOnly(Deployed deployed) {
        var policies = deployed.all("AWS::S3::BucketPolicy").values();
        for (var bucket : deployed.all("AWS::S3::Bucket").entrySet()) {
            var access = bucket.getValue().requireBlock("PublicAccessBlockConfiguration");
            assertThat(List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"))
                    .as(bucket.getKey())
                    .allMatch(access::flag);
            var policy = policies.stream()
                    .filter(one -> one.requireText("Bucket").equals(bucket.getKey()))
                    .findFirst()
                    .orElseThrow();
            assertThat(policy.requireBlock("PolicyDocument").blocks("Statement")).as(bucket.getKey())
                    .allMatch(statement -> statement.requireText("Effect").equals("Deny"))
                    .anyMatch(statement -> denies(statement, "Bool", "aws:SecureTransport", "false"))
                    .anyMatch(statement -> denies(statement, "NumericLessThan", "s3:TlsVersion", "1.2"));
        }
    }

    private static boolean denies(TemplateBlock statement, String operator, String key, String value) {
        return statement.texts("Resource").size() == 2 && statement.requireBlock("Condition")
                .block(operator)
                .flatMap(keys -> keys.text(key))
                .filter(value::equals)
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void everyBucketForgetsUploadsThatWereNotFinished(Deployed deployed) {
        assertThat(deployed.all("AWS::S3::Bucket")).allSatisfy(
                (id, bucket) -> assertThat(bucket.requireBlock("LifecycleConfiguration").blocks("Rules")).as(id)
                        .anyMatch(rule -> rule.requireText("Status").equals("Enabled")
                                && rule.block("AbortIncompleteMultipartUpload").isPresent()));
    }

    @Test
    void everyQueueTakesTlsOnly() {
        var deployed = Deployed.bare();
        var closed = deployed.all("AWS::SQS::QueuePolicy").values().stream().flatMap(policy -> {
            assertThat(policy.requireBlock("PolicyDocument").blocks("Statement")).anyMatch(
                    statement -> statement.requireBlock("Condition").requireBlock("Bool").has("aws:SecureTransport"));
            return policy.texts("Queues").stream();
        });

        assertThat(closed).containsExactlyInAnyOrderElementsOf(deployed.ids("AWS::SQS::Queue"));
    }

    @Test
    void optionsAreThereWhenTheyAreAskedForOnly() {
        var bare = Deployed.bare();
        var all = Deployed.withOptions();
        var optional = Map.of("AWS::ApiGatewayV2::DomainName", "Domain", "AWS::ApiGatewayV2::ApiMapping",
                "DomainMapping", "AWS::Route53::RecordSetGroup", "DomainRecords", "AWS::Cognito::UserPool", "UserPool",
                "AWS::Cognito::UserPoolClient", "UserPoolClient");

        optional.forEach((type, id) -> {
            assertThat(bare.ids(type)).isEmpty();
            assertThat(all.ids(type)).containsExactly(id);
        });
        assertThat(bare.one("AWS::Serverless::HttpApi", "Api").has("DefaultRouteSettings")).isTrue();
        assertThat(bare.one("AWS::Serverless::HttpApi", "Api").flag("DisableExecuteApiEndpoint")).isFalse();
        assertThat(all.one("AWS::Serverless::HttpApi", "Api").flag("DisableExecuteApiEndpoint")).isTrue();
        assertThat(bare.one("AWS::Serverless::HttpApi", "Api").has("CorsConfiguration")).isFalse();
        assertThat(all.one("AWS::Serverless::HttpApi", "Api").requireBlock("CorsConfiguration").texts("allowOrigins"))
                .containsExactly("https://inbox.example.com");
        assertThat(reserved(bare, "ErasureSlicesFunction")).isFalse();
        assertThat(reserved(all, "ErasureSlicesFunction")).isTrue();
        assertThat(reserved(all, "VipRoutingFunction")).isTrue();
        assertThat(reserved(all, "InboxFunction")).as("a limit on what answers would turn callers away").isFalse();
    }

    /// Who signs up by themselves, or sets their own role, would be let in by it.
    @Test
    void peopleOfTheUserPoolCannotChangeWhoTheyAre() {
        var deployed = Deployed.withOptions();
        var pool = deployed.one("AWS::Cognito::UserPool", "UserPool");
        var client = deployed.one("AWS::Cognito::UserPoolClient", "UserPoolClient");
        var trigger = pool.requireBlock("LambdaConfig").requireBlock("PreTokenGenerationConfig");
        var allowed = deployed.one("AWS::Lambda::Permission", "TokenClaimsPermission");

        assertThat(pool.requireBlock("AdminCreateUserConfig").flag("AllowAdminCreateUserOnly")).isTrue();
        assertThat(client.texts("WriteAttributes")).containsExactly("name");
        assertThat(pool.blocks("Schema").stream().map(attribute -> attribute.requireText("Name")))
                .containsExactly("workspace", "role", "scopes");
        assertThat(trigger.requireText("LambdaArn"))
                .isEqualTo(deployed.template().function("TokenClaimsFunction").aliasArn())
                .isEqualTo(allowed.requireText("FunctionName"));
        assertThat(trigger.requireText("LambdaVersion")).isEqualTo("V2_0");
    }

    @Test
    void theTokensOfTheUserPoolCountWhereThereIsOne() {
        var api = Deployed.withOptions().template().api();
        var inbox = Deployed.withOptions().template().function("InboxFunction").variables();

        assertThat(api.issuer()).isEqualTo("https://cognito-idp.us-east-1.amazonaws.com/UserPool")
                .isEqualTo(inbox.get("TOKEN_ISSUER"));
        assertThat(api.audiences()).containsExactly("UserPoolClient").containsExactly(inbox.get("TOKEN_AUDIENCE"));
        assertThat(Deployed.bare().template().api().issuer()).isEqualTo("https://login.example.com/");
    }

    private static boolean reserved(Deployed deployed, String function) {
        return deployed.one("AWS::Serverless::Function", function).has("ReservedConcurrentExecutions");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void theDashboardShowsEveryFunction(Deployed deployed) {
        var body = deployed.one("AWS::CloudWatch::Dashboard", "Dashboard").requireText("DashboardBody");

        assertThat(deployed.template().functions()).allSatisfy(function -> assertThat(body)
                .containsAnyOf('"' + function.logicalId() + '"', '"' + function.name() + '"'));
    }
}
