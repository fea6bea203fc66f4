package kartei.testkit;

/// Capacity units of one call.
record Units(double read, double write) {
    static final Units NONE = new Units(0, 0);

    static Units ofRead(double units) {
        return new Units(units, 0);
    }

    static Units ofWrite(double units) {
        return new Units(0, units);
    }
}
