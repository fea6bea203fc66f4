package kartei.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/// Where the services of a stack answer, and whom they know.
public record Endpoints(URI dynamo, URI s3, URI kms, Region region, AwsCredentials credentials) {

    /// All of them from variables of the environment; none may be missing, so that no test reaches an account by mistake.
    static Endpoints of(Map<String, String> environment) {
        return new Endpoints(URI.create(required(environment, "AWS_ENDPOINT_URL_DYNAMODB")),
                URI.create(required(environment, "AWS_ENDPOINT_URL_S3")),
                URI.create(required(environment, "AWS_ENDPOINT_URL_KMS")),
                Region.of(required(environment, "AWS_REGION")), credentials(environment));
    }

    private static AwsCredentials credentials(Map<String, String> environment) {
        var id = required(environment, "AWS_ACCESS_KEY_ID");
        var secret = required(environment, "AWS_SECRET_ACCESS_KEY");
        return Optional.ofNullable(environment.get("AWS_SESSION_TOKEN"))
                .<AwsCredentials>map(token -> AwsSessionCredentials.create(id, secret, token))
                .orElseGet(() -> AwsBasicCredentials.create(id, secret));
    }

    private static String required(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new IllegalStateException("-Dstack=endpoint needs the variable " + name));
    }

    /// The same as variables of a function's environment.
    public Map<String, String> variables() {
        var variables = new TreeMap<String, String>();
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamo.toString());
        variables.put("AWS_ENDPOINT_URL_S3", s3.toString());
        variables.put("AWS_ENDPOINT_URL_KMS", kms.toString());
        variables.put("AWS_REGION", region.id());
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        if (credentials instanceof AwsSessionCredentials session) {
            variables.put("AWS_SESSION_TOKEN", session.sessionToken());
        }
        return variables;
    }

    /// Points a client in the making at one of the endpoints.
    public <B extends AwsClientBuilder<B, ?>> B point(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
    }
}
