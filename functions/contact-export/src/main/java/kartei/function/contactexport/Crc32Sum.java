package kartei.function.contactexport;

/// The CRC-32 of a text from those of its pieces, which different calls have seen: the JDK's cannot be put aside. The checksum of a
/// piece is carried over what follows it by multiplying it with a power of x modulo the polynomial of CRC-32.
final class Crc32Sum {
    /// Reflected, as ZIP has it; the highest bit is the coefficient of x to the power of 0.
    private static final long POLYNOMIAL = 0xEDB88320L;
    private static final long ONE = 1L << 31;
    private static final int BYTE_BITS = 8;

    private Crc32Sum() {}

    /// That of a text with this checksum, followed by one of so many bytes with that.
    static long of(long first, long second, long secondBytes) {
        return times(first, power(secondBytes)) ^ second;
    }

    /// x to the power of eight for each byte.
    private static long power(long bytes) {
        var result = ONE;
        var square = ONE >> BYTE_BITS;
        for (var left = bytes; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result = times(result, square);
            }
            square = times(square, square);
        }
        return result;
    }

    private static long times(long a, long b) {
        long product = 0;
        var factor = b;
        for (var bit = ONE; bit != 0; bit >>= 1) {
            if ((a & bit) != 0) {
                product ^= factor;
            }
            factor = (factor & 1) == 0 ? factor >> 1 : (factor >> 1) ^ POLYNOMIAL;
        }
        return product;
    }
}
