package kartei.domain.attribute;

import java.util.Optional;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/// What a phone number is, by the numbering plans of libphonenumber; loaded at the first phone number, not before.
final class PhoneNumbers {
    /// No region: libphonenumber then wants the country code.
    private static final String UNKNOWN_REGION = "ZZ";

    private PhoneNumbers() {}

    static boolean isPossible(String text, Optional<String> region) {
        var numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(text, region.orElse(UNKNOWN_REGION)));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
