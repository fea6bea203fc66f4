package kartei.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

import kartei.api.Clients;
import kartei.api.json.Json;
import kartei.local.engine.Engines;
import kartei.local.stream.Failures;
import kartei.local.stream.StreamMapping;
import kartei.testkit.Template;

import software.amazon.awssdk.services.kms.model.KeySpec;

/// Asks every engine, and tells what there is.
public record Health(
        Template template,
        Engines engines,
        Clients clients,
        List<StreamMapping> mappings,
        Failures failures,
        InstantSource clock) {

    /// The body of `GET /local/health`; an engine that does not answer is an SDK exception.
    public Json report() {
        return Json.object()
                .put("dynamodb", dynamodb())
                .put("s3", s3())
                .put("kms", kms())
                .put("now", clock.instant())
                .put("functions", Json.texts(template.functions().stream().map(Template.Function::name).toList()))
                .put("streamLagMs", lag().toMillis())
                .put("failures", failures.count());
    }

    private Json dynamodb() {
        var name = template.table().name();
        clients.dynamo().describeTable(request -> request.tableName(name));
        return Json.object().put("endpoint", engines.dynamo().toString()).put("table", name);
    }

    private Json s3() {
        var buckets = Json.object();
        template.buckets().forEach(bucket -> {
            clients.s3().headBucket(request -> request.bucket(bucket.name()));
            buckets.put(bucket.logicalId(), bucket.name());
        });
        return Json.object().put("endpoint", engines.s3().toString()).put("buckets", buckets);
    }

    private Json kms() {
        var keys = Json.object();
        template.keys().forEach(key -> {
            if (key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
                clients.kms().generateDataKey(request -> request.keyId(key.name()).keySpec("AES_256"));
            } else {
                clients.kms().getPublicKey(request -> request.keyId(key.name()));
            }
            keys.put(key.logicalId(), key.name());
        });
        return Json.object().put("endpoint", engines.kms().toString()).put("keys", keys);
    }

    private Duration lag() {
        return mappings.stream().map(StreamMapping::lag).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }
}
