package kartei.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.kms.model.KeySpec;

/// The keys of one engine: in memory, and in one file each where there is a folder.
final class KmsKeys {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final String SUFFIX = ".key";

    private final ConcurrentMap<String, KmsKey> keys = new ConcurrentHashMap<>();
    private final Optional<Path> folder;

    KmsKeys(Optional<Path> folder) {
        this.folder = folder;
        folder.ifPresent(this::load);
    }

    /// The key of this id, made when it is not there.
    KmsKey make(String id, KeySpec spec, SecureRandom random) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a key id has letters, digits and hyphens, not " + id);
        }
        return keys.computeIfAbsent(id, fresh -> {
            var key = KmsKey.generate(fresh, spec, random);
            folder.ifPresent(place -> store(key, place));
            return key;
        });
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// `key` is an id or an ARN.
    KmsKey find(String key) {
        var id = key.substring(key.lastIndexOf('/') + 1);
        return Optional.ofNullable(keys.get(id)).orElseThrow(() -> KmsRefusal.notFound(key));
    }

    private void load(Path place) {
        try {
            Files.createDirectories(place);
            try (var files = Files.list(place)) {
                files.filter(file -> file.toString().endsWith(SUFFIX))
                        .map(KmsKeys::read)
                        .forEach(key -> keys.put(key.id(), key));
            }
        } catch (IOException refused) {
            throw new EngineException("KMS: cannot use the folder " + place, refused);
        }
    }

    private static KmsKey read(Path file) {
        try (var text = Files.newBufferedReader(file)) {
            var stored = new Properties();
            stored.load(text);
            return new KmsKey(stored.getProperty("id"), KeySpec.fromValue(stored.getProperty("spec")),
                    Base64.getDecoder().decode(stored.getProperty("secret")),
                    Base64.getDecoder().decode(stored.getProperty("public")));
        } catch (IOException | NullPointerException | IllegalArgumentException damaged) {
            throw new EngineException("KMS: cannot read the key in " + file, damaged);
        }
    }

    /// Written beside and moved into place, so that a crash leaves a whole key or none.
    private static void store(KmsKey key, Path place) {
        var stored = new Properties();
        stored.setProperty("id", key.id());
        stored.setProperty("spec", key.spec().toString());
        stored.setProperty("secret", Base64.getEncoder().encodeToString(key.secret()));
        stored.setProperty("public", Base64.getEncoder().encodeToString(key.publicHalf()));
        try {
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var beside = Files.createTempFile(place, key.id(), ".tmp", owner);
            try (var text = Files.newBufferedWriter(beside)) {
                stored.store(text, null);
            }
            Files.move(beside, place.resolve(key.id() + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
