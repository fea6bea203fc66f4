package kartei.domain.attribute;

import java.util.Optional;
import java.util.regex.Pattern;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/// What a phone number is, by the numbering plans of libphonenumber; loaded at the first phone number, not before.
final class PhoneNumbers {
    /// No region: libphonenumber then wants the country code.
    private static final String UNKNOWN_REGION = "ZZ";

    /// What a number is typed with; libphonenumber would also take words around it, and letters for digits.
    private static final Pattern TYPED = Pattern.compile(
            "\\+?[\\p{Nd}\\s().\\-/\u2010-\u2015\u00a0]+((;ext=|ext\\.?|x|#)\\s*\\p{Nd}{1,11})?",
            Pattern.CASE_INSENSITIVE);

    private static final int BRAZIL = 55;
    private static final int MEXICO = 52;
    /// Area code, and eight digits of which the first says mobile.
    private static final Pattern OLD_BRAZILIAN_MOBILE = Pattern.compile("[1-9]\\d[6-9]\\d{7}");
    private static final Pattern OLD_MEXICAN_MOBILE = Pattern.compile("1\\d{10}");

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

    /// Whether libphonenumber knows the region: two letters of ISO 3166.
    static boolean isRegion(String region) {
        return PhoneNumberUtil.getInstance().getSupportedRegions().contains(region);
    }

    /// The number as E.164, with its extension where it has one; nothing when it is no number.
    static Optional<String> form(String text, Optional<String> region) {
        if (!TYPED.matcher(text).matches()) {
            return Optional.empty();
        }
        var numbers = PhoneNumberUtil.getInstance();
        try {
            var number = numbers.parse(text, region.orElse(UNKNOWN_REGION));
            modernised(number);
            if (!numbers.isPossibleNumber(number)) {
                return Optional.empty();
            }
            var extension = number.hasExtension() ? ";ext=" + number.getExtension() : "";
            return Optional.of(numbers.format(number, PhoneNumberFormat.E164) + extension);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
    }

    /// Networks still tell numbers in forms that their countries have given up: Brazilian mobile numbers without the ninth
    /// digit (Anatel, 2016), Mexican ones with the 1 after the country code (IFT, 2019).
    private static void modernised(PhoneNumber number) {
        var national = Long.toString(number.getNationalNumber());
        if (number.getCountryCode() == BRAZIL && OLD_BRAZILIAN_MOBILE.matcher(national).matches()) {
            number.setNationalNumber(Long.parseLong(national.substring(0, 2) + "9" + national.substring(2)));
        }
        if (number.getCountryCode() == MEXICO && OLD_MEXICAN_MOBILE.matcher(national).matches()) {
            number.setNationalNumber(Long.parseLong(national.substring(1)));
        }
    }
}
