package kartei.domain.erasure;

import java.time.Instant;

/// That nothing of a contact was found any more when everything was read back: how many items and objects were deleted before,
/// and the signature, in base 64, of these and of the erasure's id.
public record ErasureReceipt(
        String erasureId,
        long items,
        long objects,
        Instant verifiedAt,
        String algorithm,
        String keyId,
        String signature) {}
