package kartei.local.states;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import kartei.local.JsonTrees;
import kartei.local.StartFailure;
import kartei.local.lambda.InvocationFailure;
import kartei.local.lambda.Invoker;
import kartei.testkit.Template;

import com.fasterxml.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The target of a pipe: each batch of the stream starts an execution, whose input is the list of its records, each as the
/// pipe's template has it.
public final class Pipe implements Invoker {
    private static final Pattern PLACE = Pattern.compile("<([^<>]*)>");
    private static final byte[] NOTHING = "{}".getBytes(UTF_8);

    private final String name;
    private final String template;
    private final Executions target;

    public Pipe(Template.Pipe pipe, Executions target) {
        this.name = pipe.mapping().name();
        this.template = pipe.inputTemplate();
        this.target = target;
        PLACE.matcher(template).results().forEach(place -> reference(place.group(1)));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public byte[] invoke(byte[] event) throws InvocationFailure {
        try {
            var input = JsonTrees.array();
            for (var record : JsonTrees.read(event).path("Records")) {
                input.add(JsonTrees.read(filled(record).getBytes(UTF_8)));
            }
            target.start(input);
            return NOTHING;
        } catch (IOException e) {
            throw InvocationFailure.thrown(name);
        }
    }

    private String filled(JsonNode record) {
        return PLACE.matcher(template)
                .replaceAll(place -> Matcher.quoteReplacement(
                        reference(place.group(1)).find(record, record).map(JsonNode::toString).orElse("\"\"")));
    }

    private Reference reference(String path) {
        return Reference.of(path)
                .orElseThrow(() -> new StartFailure(name + ": the path " + path + " is not known on one machine"));
    }
}
