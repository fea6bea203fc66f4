package kartei.local;

import java.util.List;

import kartei.api.json.Json;
import kartei.api.json.JsonReader;
import kartei.local.token.Issuer;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What the issuer publishes: its configuration (OpenID Connect Discovery 1.0, 3) and its key.
record IssuerDocuments(Issuer issuer) {

    Json configuration() {
        return Json.object()
                .put("issuer", issuer.url())
                .put("jwks_uri", issuer.url() + "/.well-known/jwks.json")
                .put("token_endpoint", issuer.url() + "/local/token")
                .put("response_types_supported", Json.texts(List.of("token")))
                .put("subject_types_supported", Json.texts(List.of("public")))
                .put("id_token_signing_alg_values_supported", Json.texts(List.of("RS256")));
    }

    Json keys() {
        return JsonReader.read(issuer.key().published().toString().getBytes(UTF_8));
    }
}
