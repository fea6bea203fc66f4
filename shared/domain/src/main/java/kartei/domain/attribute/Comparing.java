package kartei.domain.attribute;

import java.net.IDN;
import java.util.Optional;

import kartei.domain.Wording;

/// The form in which two values of an attribute are compared, for links and look-ups (S26–S31). The stored value stays as it
/// was typed.
public final class Comparing {
    private Comparing() {}

    /// What `value` is compared by; nothing when it matches no other: an empty one, or a phone number that is none. `region`
    /// (ISO 3166) is where a phone number without a country code is from.
    public static Optional<String> form(Format format, String value, Optional<String> region) {
        var folded = Wording.folded(value);
        return switch (format) {
            case EMAIL -> Optional.of(address(folded)).filter(text -> !text.isEmpty());
            case PHONE -> PhoneNumbers.form(folded, region);
            case TEXT, NUMBER, DATE, URL -> Optional.of(folded).filter(text -> !text.isEmpty());
        };
    }

    /// Whether there are phone numbers of this region: two letters of ISO 3166.
    public static boolean isRegion(String region) {
        return PhoneNumbers.isRegion(region);
    }

    /// A domain is the same in its own script and in Punycode (RFC 5891). What stands before the `@` is only folded: that dots
    /// or what follows a `+` do not count is a habit of some providers, no rule.
    private static String address(String folded) {
        var at = folded.lastIndexOf('@');
        if (at < 0) {
            return folded;
        }
        try {
            return folded.substring(0, at + 1) + IDN.toASCII(folded.substring(at + 1), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notADomain) {
            return folded;
        }
    }
}
