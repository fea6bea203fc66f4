package kartei.api.http;

import java.util.Arrays;
import java.util.Optional;

import kartei.domain.Rejected;

/// What If-Match asks (RFC 9110, 13.1.1). Without the header everything holds.
public final class Precondition {
    private final boolean given;
    private final long[] versions;

    private Precondition(boolean given, long[] versions) {
        this.given = given;
        this.versions = versions;
    }

    static Precondition of(Optional<String> header) {
        return header.flatMap(ETag::versionsIn)
                .map(versions -> new Precondition(true, versions))
                .orElseGet(() -> new Precondition(false, new long[0]));
    }

    /// Refuses as `stale` unless the caller named this version of the resource.
    public void check(long version) {
        if (given && Arrays.stream(versions).noneMatch(named -> named == version)) {
            throw Rejected.stale();
        }
    }

    /// Refuses as `stale` when a part of the resource changed after the newest version that the caller named; `rev` is the
    /// version at the part's last change, `version` the resource's own: a version that has not been yet matches nothing.
    public void checkPart(long rev, long version) {
        if (given && Arrays.stream(versions).noneMatch(named -> named >= rev && named <= version)) {
            throw Rejected.stale();
        }
    }
}
