package kartei.function.contactexport;

import java.util.Arrays;

/// Bytes of a file that is put together, which follow those of the stretch before.
sealed interface Stretch {
    long bytes();

    /// The same from `from` on, as far as `length`.
    Stretch part(long from, long length);

    /// Bytes that are in memory.
    final class Given implements Stretch {
        private final byte[] content;

        Given(byte[] content) {
            this.content = content.clone();
        }

        byte[] content() {
            return content.clone();
        }

        @Override
        public long bytes() {
            return content.length;
        }

        @Override
        public Stretch part(long from, long length) {
            return new Given(Arrays.copyOfRange(content, (int) from, (int) (from + length)));
        }
    }

    /// So many bytes of an object from `from` on.
    record Stored(String object, long from, long bytes) implements Stretch {
        @Override
        public Stretch part(long further, long length) {
            return new Stored(object, from + further, length);
        }
    }
}
