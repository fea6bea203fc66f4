package kartei.api.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import kartei.domain.Limits;
import kartei.domain.Rejected;
import kartei.domain.Rejection;
import kartei.domain.WorkspaceId;

/// A cursor of another list, filter or workspace, or a damaged one, is 400 (api.md, Lists).
class CursorsTest {
    private static final WorkspaceId ACME = new WorkspaceId("acme");
    private static final WorkspaceId OTHER = new WorkspaceId("other");
    private static final String LIST = "GET /v1/contacts /v1/contacts [vip]";
    private static final String START = "2026-11-22T09:00:00.000Z/01JDB6Z0000000000000000000 é😀";

    private final Cursors cursors = new Cursors(CursorsTest::hash);

    @Test
    void opensWhatItHasSealed() {
        for (var start : List.of(START, "", "x".repeat(500))) {
            assertThat(cursors.open(ACME, LIST, cursors.seal(ACME, LIST, start))).isEqualTo(start);
        }
    }

    @Test
    void fitsAUrlAsItIs() {
        assertThat(cursors.seal(ACME, LIST, START)).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesTheCursorOfAnotherListFilterOrWorkspace() {
        var sealed = cursors.seal(ACME, LIST, START);

        assertRefused(ACME, "GET /v1/contacts /v1/contacts []", sealed);
        assertRefused(ACME, "GET /v1/conversations /v1/conversations [vip]", sealed);
        assertRefused(OTHER, LIST, sealed);
    }

    @Test
    void refusesACursorThatWasDamagedAnywhere() {
        var sealed = cursors.seal(ACME, LIST, START);

        for (int i = 0; i < sealed.length(); i++) {
            for (var other : List.of("A", "B", "_", "-", "=", "+", "é")) {
                if (!sealed.startsWith(other, i)) {
                    assertRefused(ACME, LIST, sealed.substring(0, i) + other + sealed.substring(i + 1));
                }
            }
            assertRefused(ACME, LIST, sealed.substring(0, i));
        }
        assertRefused(ACME, LIST, sealed + "A");
        assertRefused(ACME, LIST, sealed + "=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "x", "%", "AAAA", "null", "../..", "😀"})
    void refusesWhatIsNone(String cursor) {
        assertRefused(ACME, LIST, cursor);
    }

    @Test
    void refusesAStartThatNobodySealed() {
        var forged = Base64.getUrlEncoder().withoutPadding().encodeToString(("A".repeat(43) + START).getBytes(UTF_8));

        assertRefused(ACME, LIST, forged);
    }

    @Test
    void refusesOneThatIsTooLong() {
        assertRefused(ACME, LIST, cursors.seal(ACME, LIST, "x".repeat(Limits.CURSOR_CHARS_MAX)));
    }

    private void assertRefused(WorkspaceId ws, String list, String cursor) {
        var refused = catchThrowableOfType(Rejected.class, () -> cursors.open(ws, list, cursor));
        assertThat(refused).as(cursor).isNotNull();
        assertThat(refused.rejection()).isInstanceOf(Rejection.Malformed.class);
    }

    private static String hash(WorkspaceId ws, String purpose, String... texts) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ws.value().getBytes(UTF_8), "HmacSHA256"));
            mac.update((purpose + String.join("\n", texts)).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }
}
