package kartei.function.inbox;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;
import kartei.domain.channel.Channel;
import kartei.storage.Secrets;

/// Checks what calls of Meta's webhooks prove, by a channel's secrets; in constant time. Secrets that were opened stay open in
/// memory, under their sealed form.
final class ChannelSecrets {
    private static final String SCHEME = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final Secrets secrets;
    private final ConcurrentMap<String, String> opened = new ConcurrentHashMap<>();

    ChannelSecrets(Secrets secrets) {
        this.secrets = secrets;
    }

    /// Whether the header is the signature of exactly these bytes under the channel's app secret.
    boolean hasSigned(WorkspaceId ws, Channel.SealedSecrets sealed, byte[] body, String header) {
        if (!header.startsWith(SCHEME)) {
            return false;
        }
        try {
            var claimed = HexFormat.of().parseHex(header.substring(SCHEME.length()));
            return MessageDigest.isEqual(claimed, signature(open(ws, sealed.appSecret()), body));
        } catch (IllegalArgumentException notHexadecimal) {
            return false;
        }
    }

    /// Whether the handshake names the channel's verify token.
    boolean isVerifyToken(WorkspaceId ws, Channel.SealedSecrets sealed, String token) {
        return MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
                open(ws, sealed.verifyToken()).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] signature(String secret, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(body);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    private String open(WorkspaceId ws, String sealed) {
        var known = opened.get(sealed);
        if (known != null) {
            return known;
        }
        var secret = secrets.open(ws, SetChannel.SECRET, sealed);
        if (opened.size() >= Limits.WORKSPACES_CACHED_MAX) {
            opened.clear();
        }
        opened.put(sealed, secret);
        return secret;
    }
}
