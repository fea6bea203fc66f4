package kartei.function.contactexport;

import static kartei.function.contactexport.GivenTalks.noise;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.zip.CRC32;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The checksum of two pieces")
class Crc32SumTest {
    private static final int LENGTH = 100_000;

    private static long crc(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    @ParameterizedTest(name = "of which the first has {0} bytes")
    @ValueSource(ints = {0, 1, 2, 7, 8, 255, 256, 4_097, 65_536, 99_999, LENGTH})
    void isThatOfBothTogether(int first) {
        var whole = noise(first, LENGTH);
        var rest = Arrays.copyOfRange(whole, first, LENGTH);

        assertThat(Crc32Sum.of(crc(Arrays.copyOf(whole, first)), crc(rest), rest.length)).isEqualTo(crc(whole));
    }
}
