package kartei.storage;

import kartei.domain.WorkspaceId;
import kartei.domain.erasure.ErasureReceipt;

/// `R#…` of `DEL#…`: the proof of an erasure.
final class ErasureReceiptCodec implements ItemCodec<ErasureReceipt> {
    @Override
    public Item encode(WorkspaceId ws, ErasureReceipt receipt) {
        return Item.at(Keys.erasureReceipt(ws, receipt.erasureId()))
                .text("id", receipt.erasureId())
                .number("items", receipt.items())
                .number("objects", receipt.objects())
                .time("verifiedAt", receipt.verifiedAt())
                .text("algorithm", receipt.algorithm())
                .text("keyId", receipt.keyId())
                .text("signature", receipt.signature());
    }

    @Override
    public ErasureReceipt decode(Item item) {
        return new ErasureReceipt(item.text("id"), item.number("items"), item.number("objects"),
                item.time("verifiedAt"), item.text("algorithm"), item.text("keyId"), item.text("signature"));
    }
}
