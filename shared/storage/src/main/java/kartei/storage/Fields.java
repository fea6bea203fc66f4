package kartei.storage;

/// Names of fields that more than one kind of item has.
final class Fields {
    static final String PK = "PK";
    static final String SK = "SK";
    static final String TTL = "ttl";
    static final String VERSION = "version";

    private Fields() {}
}
