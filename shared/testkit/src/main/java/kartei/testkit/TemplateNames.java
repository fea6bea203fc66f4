package kartei.testkit;

import java.util.Map;

/// What the resources of a template are called on one machine, and their ARNs.
final class TemplateNames {
    private static final String REGION = "us-east-1";
    private static final String ACCOUNT = "000000000000";
    private static final String ALIAS = ".Alias";

    /// The values `sam local` gives, but for the account, which is LocalStack's.
    static final Map<String, String> PSEUDO_PARAMETERS = Map.of("AWS::Region", REGION, "AWS::AccountId", ACCOUNT,
            "AWS::Partition", "aws", "AWS::StackName", "local", "AWS::URLSuffix", "localhost");

    private final String file;
    private final Map<String, String> types;
    private final Map<String, String> names;

    /// `types` has the type of every resource; `names` what some are called, by logical id.
    TemplateNames(String file, Map<String, String> types, Map<String, String> names) {
        this.file = file;
        this.types = types;
        this.names = names;
    }

    String of(String logicalId) {
        if (!types.containsKey(logicalId)) {
            throw new TemplateException(file, "there is no parameter or resource " + logicalId);
        }
        return names.getOrDefault(logicalId, logicalId);
    }

    /// What `Ref` comes to.
    String reference(String name) {
        if (name.endsWith(ALIAS) && "AWS::Serverless::Function".equals(types.get(withoutAlias(name)))) {
            return aliasArn(withoutAlias(name));
        }
        return "AWS::Serverless::StateMachine".equals(types.get(name)) ? stateMachineArn(of(name)) : of(name);
    }

    private static String withoutAlias(String name) {
        return name.substring(0, name.length() - ALIAS.length());
    }

    String attribute(String logicalId, String attribute) {
        var name = of(logicalId);
        return switch (types.get(logicalId) + " " + attribute) {
            case "AWS::DynamoDB::Table Arn" -> tableArn(name);
            case "AWS::DynamoDB::Table StreamArn" -> streamArn(name);
            case "AWS::S3::Bucket Arn" -> bucketArn(name);
            case "AWS::SQS::Queue Arn" -> arn("sqs", name);
            case "AWS::SQS::Queue QueueName" -> name;
            case "AWS::Cognito::UserPool ProviderURL" -> "https://cognito-idp." + REGION + ".amazonaws.com/" + name;
            case "AWS::KMS::Key Arn" -> keyArn(name);
            case "AWS::Serverless::Function Arn" -> arn("lambda", "function:" + name);
            case "AWS::Serverless::StateMachine Arn" -> stateMachineArn(name);
            case "AWS::IAM::Role Arn" -> "arn:aws:iam::" + ACCOUNT + ":role/" + name;
            case "AWS::Logs::LogGroup Arn" -> arn("logs", "log-group:" + name + ":*");
            default -> throw new TemplateException(file, logicalId + "." + attribute + " is not known on one machine");
        };
    }

    static String tableArn(String name) {
        return arn("dynamodb", "table/" + name);
    }

    static String streamArn(String table) {
        return tableArn(table) + "/stream/latest";
    }

    static String bucketArn(String name) {
        return "arn:aws:s3:::" + name;
    }

    static String aliasArn(String function) {
        return arn("lambda", "function:" + function + ":live");
    }

    static String stateMachineArn(String name) {
        return arn("states", "stateMachine:" + name);
    }

    static String keyArn(String name) {
        return arn("kms", "key/" + name);
    }

    private static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + resource;
    }
}
