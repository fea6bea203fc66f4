package kartei.testkit;

import java.util.Map;
import java.util.Set;

/// What a template may hold and one machine does not make: read over, and nothing else is.
final class TemplateNotMade {
    static final Set<String> SECTIONS = Set.of("AWSTemplateFormatVersion", "Transform", "Description", "Outputs");

    static final Set<String> RESOURCE_ATTRIBUTES = Set.of("DeletionPolicy", "UpdateReplacePolicy");

    static final Set<String> RESOURCES = Set.of("AWS::Logs::LogGroup", "AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy",
            "AWS::KMS::Alias", "AWS::CloudWatch::Alarm");

    private static final Map<String, Set<String>> PROPERTIES = Map.of("AWS::Serverless::Function",
            Set.of("Architectures", "Tracing", "SnapStart", "AutoPublishAlias", "AutoPublishAliasAllProperties",
                    "LoggingConfig"),
            "AWS::Serverless::HttpApi", Set.of("DefaultRouteSettings", "AccessLogSettings"), "AWS::DynamoDB::Table",
            Set.of("BillingMode", "PointInTimeRecoverySpecification", "DeletionProtectionEnabled", "SSESpecification"),
            "AWS::S3::Bucket",
            Set.of("PublicAccessBlockConfiguration", "OwnershipControls", "BucketEncryption", "LifecycleConfiguration"),
            "AWS::SQS::Queue", Set.of("SqsManagedSseEnabled", "MessageRetentionPeriod"), "AWS::KMS::Key",
            Set.of("Description", "EnableKeyRotation", "KeyPolicy"), "AWS::IAM::Role",
            Set.of("AssumeRolePolicyDocument"), "AWS::Serverless::StateMachine", Set.of("Tracing", "Logging"));

    private TemplateNotMade() {}

    static Set<String> propertiesOf(String type) {
        return PROPERTIES.getOrDefault(type, Set.of());
    }
}
