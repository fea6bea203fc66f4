package kartei.domain.channel;

import java.util.Optional;

import kartei.domain.Medium;

/// One connected account on a medium, such as `@acme` on X. Its secrets are sealed and leave the system never.
public record Channel(String id, Medium medium, String name, Optional<SealedSecrets> secrets, long version) {

    /// The app secret and verify token of Meta's webhooks, encrypted; base64 of the ciphertexts.
    public record SealedSecrets(String appSecret, String verifyToken) {
        @Override
        public String toString() {
            return "SealedSecrets[…]";
        }
    }
}
