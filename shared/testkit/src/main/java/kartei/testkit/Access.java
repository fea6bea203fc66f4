package kartei.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One thing that a call wants to do, in the words of a policy: an action, a resource, and the values of condition keys.
public record Access(String action, String resource, Map<String, List<String>> context) {

    /// An action on the items of a table whose partition keys are these.
    public static Access items(String action, String table, List<String> partitionKeys) {
        return new Access("dynamodb:" + action, TemplateNames.tableArn(table),
                Map.of("dynamodb:LeadingKeys", partitionKeys));
    }

    /// A query of an index's partition.
    public static Access index(String table, String index, String partitionKey) {
        return new Access("dynamodb:Query", TemplateNames.tableArn(table) + "/index/" + index,
                Map.of("dynamodb:LeadingKeys", List.of(partitionKey)));
    }

    /// An action on one object, `GetObject` for example; what a presigned URL allows is such an access, too.
    public static Access object(String action, String bucket, String key) {
        return new Access("s3:" + action, TemplateNames.bucketArn(bucket) + "/" + key, Map.of());
    }

    /// A listing of the objects under a prefix.
    public static Access listing(String bucket, String prefix) {
        return new Access("s3:ListBucket", TemplateNames.bucketArn(bucket), Map.of("s3:prefix", List.of(prefix)));
    }

    /// An action with a key under an encryption context.
    public static Access key(String action, String key, Map<String, String> encryptionContext) {
        var context = new HashMap<String, List<String>>();
        encryptionContext.forEach((name, value) -> context.put("kms:EncryptionContext:" + name, List.of(value)));
        context.put("kms:EncryptionContextKeys", List.copyOf(encryptionContext.keySet()));
        return new Access("kms:" + action, TemplateNames.keyArn(key), Map.copyOf(context));
    }

    @Override
    public String toString() {
        return action + " on " + resource + " with " + context;
    }
}
