package kartei.function.contactexport;

import java.io.IOException;
import java.io.OutputStream;

/// Counts what goes by.
final class Counted extends OutputStream {
    private final OutputStream out;
    private int bytes;

    Counted(OutputStream out) {
        this.out = out;
    }

    int bytes() {
        return bytes;
    }

    /// From now on.
    void restart() {
        bytes = 0;
    }

    @Override
    public void write(int octet) throws IOException {
        out.write(octet);
        bytes++;
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        out.write(octets, from, length);
        bytes += length;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
