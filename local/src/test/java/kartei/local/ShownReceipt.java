package kartei.local;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/// The receipt in an entry of the deletion log, verified as `docs/erasure.md` does it.
record ShownReceipt(String signed, String signature) {

    static ShownReceipt of(JsonNode entry) {
        var receipt = entry.at("/receipt");
        var signed = """
                {"algorithm":"ECDSA_SHA_256","erasureId":"%s","items":%s,"keyId":"%s","objects":%s,"verifiedAt":"%s"}"""
                .formatted(entry.at("/erasureId").asString(), receipt.at("/items"), receipt.at("/keyId").asString(),
                        receipt.at("/objects"), receipt.at("/verifiedAt").asString());
        return new ShownReceipt(signed, receipt.at("/signature").asString());
    }

    /// The same with another count, under the signature of the true one.
    ShownReceipt forged() {
        return new ShownReceipt(signed.replace("\"items\":", "\"items\":1"), signature);
    }

    boolean holds(String publicKey) {
        try {
            var pem = Base64.getDecoder().decode(publicKey.replaceAll("-----[A-Z ]+-----|\\s", ""));
            var verifier = Signature.getInstance("SHA256withECDSA");
            verifier.initVerify(KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(pem)));
            verifier.update(signed.getBytes(UTF_8));
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
