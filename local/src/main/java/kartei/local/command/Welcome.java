package kartei.local.command;

import java.nio.file.Path;
import java.util.stream.Collectors;

import kartei.local.LocalOptions;
import kartei.local.LocalSystem;
import kartei.testkit.Template;

/// What somebody who has just started a system wants to know: what runs, where, and what to type first.
final class Welcome {
    private static final int PORT_USUAL = 8080;

    private Welcome() {}

    static String of(LocalOptions options, LocalSystem system) {
        var template = system.template();
        var engines = system.engines();
        var buckets = template.buckets().stream().map(Template.Bucket::name).collect(Collectors.joining(", "));
        var functions = template.functions().stream().map(Template.Function::name).collect(Collectors.joining(", "));
        var port = system.url().getPort() == PORT_USUAL ? "" : " --port " + system.url().getPort();
        return """
                table      %s on DynamoDB at %s
                buckets    %s on S3 at %s
                keys       on KMS at %s
                functions  %s
                data       %s
                API        %s

                a token:   TOKEN=$(./kartei token --role admin%s)
                a request: curl -H "Authorization: Bearer $TOKEN" %s/v1/workspace

                """.formatted(template.table().name(), engines.dynamo(), buckets, engines.s3(), engines.kms(),
                functions, options.data().map(Path::toString).orElse("in memory, gone with the process"), system.url(),
                port, system.url());
    }
}
