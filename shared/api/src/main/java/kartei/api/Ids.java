package kartei.api;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.LongSupplier;

import com.github.f4b6a3.ulid.Ulid;
import com.github.f4b6a3.ulid.UlidFactory;

/// New ids and random numbers.
///
/// An id is a ULID (26 characters): two of one process sort in the order in which they were made.
/// The source of randomness is opened at the first use, never in a constructor: a snapshot would give every copy the same.
public final class Ids {
    private final InstantSource clock;
    private final Once<SecureRandom> random = new Once<>(SecureRandom::new);
    private final Once<UlidFactory> ulids = new Once<>(this::ulids);

    public Ids(InstantSource clock) {
        this.clock = clock;
    }

    public String next() {
        Ulid made = ulids.get().create(clock.millis());
        return made.toString();
    }

    /// A number from 0 to `bound - 1`.
    public int below(int bound) {
        return random.get().nextInt(bound);
    }

    private UlidFactory ulids() {
        LongSupplier bits = random.get()::nextLong;
        return UlidFactory.newMonotonicInstance(bits);
    }
}
