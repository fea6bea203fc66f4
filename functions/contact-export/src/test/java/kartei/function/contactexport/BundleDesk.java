package kartei.function.contactexport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipInputStream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import kartei.domain.contact.ContactId;
import kartei.testkit.OpenApiCheck.Answer;

/// Access bundles over the function of an `ExportDesk`, and what is in them.
record BundleDesk(ExportDesk desk) {

    /// The entries of a ZIP by their names, in its order.
    record Zip(Map<String, byte[]> entries) {
        static Zip of(byte[] bytes) {
            var entries = new LinkedHashMap<String, byte[]>();
            try (var in = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
                for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    assertThat(entries.put(entry.getName(), in.readAllBytes())).as(entry.getName()).isNull();
                }
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return new Zip(entries);
        }

        byte[] entry(String name) {
            return Optional.ofNullable(entries.get(name)).orElseThrow(() -> new AssertionError("no " + name));
        }

        String text(String name) {
            return new String(entry(name), StandardCharsets.UTF_8);
        }

        JsonNode data() {
            return JsonMapper.shared().readTree(text("data.json"));
        }
    }

    Answer ask(ContactId contact) {
        return desk.admin().call("POST", "/v1/contacts/" + contact.value() + "/access-bundle");
    }

    String asked(ContactId contact) {
        var answer = ask(contact);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.at("/id").orElseThrow();
    }

    static String path(String id) {
        return "/v1/access-bundles/" + id;
    }

    Optional<String> state(String id) {
        return desk.get(path(id)).at("/state");
    }

    byte[] file(String id) {
        return desk.downloaded(path(id) + "/file").body();
    }

    /// The bundle of a contact that is made now.
    Zip made(ContactId contact) {
        var id = asked(contact);
        desk.jobs.run();
        return Zip.of(file(id));
    }
}
