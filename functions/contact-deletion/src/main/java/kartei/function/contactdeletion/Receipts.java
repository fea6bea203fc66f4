package kartei.function.contactdeletion;

import java.time.Instant;

import kartei.api.json.Json;
import kartei.api.json.JsonWriter;
import kartei.domain.erasure.ErasureReceipt;
import kartei.storage.ReceiptKey;

/// Receipts of erasures: what is signed is the receipt without its signature, with the erasure's id, as RFC 8785 writes it.
record Receipts(ReceiptKey key) {

    ErasureReceipt of(String erasureId, long items, long objects, Instant verifiedAt) {
        var unsigned = new ErasureReceipt(erasureId, items, objects, verifiedAt, ReceiptKey.ALGORITHM, key.keyId(), "");
        var signed = shown(unsigned).put("erasureId", erasureId);
        return new ErasureReceipt(erasureId, items, objects, verifiedAt, ReceiptKey.ALGORITHM, key.keyId(),
                key.sign(JsonWriter.canonical(signed)));
    }

    /// The members of a receipt, those aside that come with its signature.
    static Json.Obj shown(ErasureReceipt receipt) {
        return Json.object()
                .put("items", receipt.items())
                .put("objects", receipt.objects())
                .put("verifiedAt", receipt.verifiedAt())
                .put("algorithm", receipt.algorithm())
                .put("keyId", receipt.keyId());
    }
}
