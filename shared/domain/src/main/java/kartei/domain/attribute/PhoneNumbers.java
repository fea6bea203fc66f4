package kartei.domain.attribute;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;

/// What a phone number is, by the numbering plans of libphonenumber; loaded at the first phone number, not before.
final class PhoneNumbers {
    /// No region: libphonenumber then wants the country code.
    private static final String UNKNOWN_REGION = "ZZ";

    /// What a number is typed with; libphonenumber would also take words around it, and letters for digits.
    private static final Pattern TYPED = Pattern.compile(
            "\\+?[\\p{Nd}\\s().\\-/\u2010-\u2015\u00a0]+((;ext=|ext\\.?|x|#)\\s*\\p{Nd}{1,11})?",
            Pattern.CASE_INSENSITIVE);

    private PhoneNumbers() {}

    static boolean isPossible(String text, Optional<String> region) {
        if (!TYPED.matcher(text).matches()) {
            return false;
        }
        var numbers = PhoneNumberUtil.getInstance();
        try {
            return numbers.isPossibleNumber(numbers.parse(text, region.orElse(UNKNOWN_REGION)));
        } catch (NumberParseException e) {
            return false;
        }
    }
}
