package kartei.storage;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import kartei.domain.Limits;
import kartei.domain.WorkspaceId;

/// The keyed hash of a workspace, `h()` in the design: so that no phone number or address stands in a key of the table, and
/// nobody can try them out against one. The key is made at first need, once, and lies in the table sealed by KMS.
public final class WorkspaceKeys {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String KIND = "hkey";
    private static final String SEALED = "sealed";

    private final Table table;
    private final Secrets secrets;
    private final ConcurrentMap<WorkspaceId, SecretKeySpec> held = new ConcurrentHashMap<>();

    public WorkspaceKeys(Table table, Secrets secrets) {
        this.table = table;
        this.secrets = secrets;
    }

    /// The hash of several texts together, 43 characters that are safe in a key and a URL. `purpose` keeps hashes of
    /// different things apart. Texts are told apart by their lengths.
    public String hash(WorkspaceId ws, String purpose, String... texts) {
        var mac = mac(ws);
        mac.update(purpose.getBytes(StandardCharsets.UTF_8));
        for (var text : texts) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            mac.update((byte) 0);
            mac.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) ':');
            mac.update(bytes);
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
    }

    private Mac mac(WorkspaceId ws) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key(ws));
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HMAC with SHA-256", e);
        }
    }

    private SecretKeySpec key(WorkspaceId ws) {
        var known = held.get(ws);
        if (known != null) {
            return known;
        }
        var loaded = new SecretKeySpec(load(ws), ALGORITHM);
        if (held.size() >= Limits.WORKSPACES_CACHED_MAX) {
            held.clear();
        }
        held.put(ws, loaded);
        return loaded;
    }

    private byte[] load(WorkspaceId ws) {
        var stored = table.get(Keys.hashKey(ws));
        return stored.isPresent() ? secrets.decrypt(ws, KIND, stored.get().text(SEALED)) : made(ws);
    }

    private byte[] made(WorkspaceId ws) {
        var key = secrets.newKey(ws, KIND);
        try {
            table.write(List.of(Action.put(Item.at(Keys.hashKey(ws)).text(SEALED, key.sealed()), Condition.absent())));
            return key.plain();
        } catch (ConditionFailed otherWasFirst) {
            return load(ws);
        }
    }
}
