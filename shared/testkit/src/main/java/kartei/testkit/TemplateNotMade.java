package kartei.testkit;

import java.util.Map;
import java.util.Set;

/// The one list of what a template may hold and one machine does not make: read over, and nothing else is.
///
/// Alarms, dashboard, deployments, domain, user pool, log groups, policies of buckets and queues, and whatever says how AWS runs a thing
/// and not what it does. Everything of [#RESOURCES] is read over whole; of other resources only the properties named here.
final class TemplateNotMade {
    static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Metadata",
            "Outputs");

    static final Set<String> RESOURCE_ATTRIBUTES = Set.of("DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    static final Set<String> RESOURCES = Set.of("AWS::Logs::LogGroup", "AWS::Logs::MetricFilter",
            "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::KMS::Alias", "AWS::CloudWatch::Alarm",
            "AWS::CloudWatch::Dashboard", "AWS::ApiGatewayV2::DomainName", "AWS::ApiGatewayV2::ApiMapping",
            "AWS::Route53::RecordSetGroup", "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient",
            "AWS::Lambda::Permission");

    private static final Map<String, Set<String>> PROPERTIES = Map.of("AWS::Serverless::Function",
            Set.of("Architectures", "Tracing", "SnapStart", "AutoPublishAlias", "AutoPublishAliasAllProperties",
                    "LoggingConfig", "DeploymentPreference", "ReservedConcurrentExecutions"),
            "AWS::Serverless::HttpApi",
            Set.of("DefaultRouteSettings", "AccessLogSettings", "CorsConfiguration", "DisableExecuteApiEndpoint"),
            "AWS::DynamoDB::Table",
            Set.of("BillingMode", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "SSESpecification"),
            "AWS::S3::Bucket",
            Set.of("PublicAccessBlockConfiguration", "OwnershipControls", "BucketEncryption", "LifecycleConfiguration"),
            "AWS::SQS::Queue", Set.of("SqsManagedSseEnabled", "MessageRetentionPeriod"), "AWS::KMS::Key",
            Set.of("Description", "EnableKeyRotation", "KeyPolicy"), "AWS::IAM::Role",
            Set.of("AssumeRolePolicyDocument"), "AWS::Serverless::StateMachine", Set.of("Tracing", "Logging"));

    /// Properties of events, by the event's type.
    private static final Map<String, Set<String>> EVENTS = Map.of("Schedule", Set.of("RetryPolicy"));

    private TemplateNotMade() {}

    static Set<String> propertiesOf(String type) {
        return PROPERTIES.getOrDefault(type, Set.of());
    }

    static Set<String> propertiesOfEvent(String type) {
        return EVENTS.getOrDefault(type, Set.of());
    }
}
