package kartei.function.contactexport;

/// Keeps spreadsheets from running what people typed (api.md, Export columns): a `'` before a cell makes a text of it.
///
/// Defused is what begins with one of `= + - @`, their full-width forms, tab, or CR. Left as they are, because people calculate
/// and call with them, are
/// - a plain number: a sign, digits, and at most one `.` or `,` between digits: `-5`, `+1.5`, `-3,5`;
/// - a phone number: `+`, then 7 to 15 digits (E.164) with nothing but spaces, dots, hyphens, slashes and parentheses between
///   them: `+49 (30) 901820`, `+49-30-901820`. At worst a spreadsheet calculates with it; there is no name in it to call.
///
/// So `-2+3`, `+1-1` and `-` are defused. Digits are `0` to `9`.
final class Formulas {
    private static final int PHONE_DIGITS_MIN = 7;
    private static final int PHONE_DIGITS_MAX = 15;

    private Formulas() {}

    static String defused(String cell) {
        return cell.isEmpty() || !begins(cell.charAt(0)) || isNumber(cell) || isPhone(cell) ? cell : "'" + cell;
    }

    private static boolean begins(char first) {
        return switch (first) {
            case '=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠' -> true;
            default -> false;
        };
    }

    private static boolean isNumber(String cell) {
        if (cell.charAt(0) != '+' && cell.charAt(0) != '-') {
            return false;
        }
        int whole = digitsEnd(cell, 1);
        if (whole == 1 || whole == cell.length()) {
            return whole > 1;
        }
        char separator = cell.charAt(whole);
        return (separator == '.' || separator == ',') && whole + 1 < cell.length()
                && digitsEnd(cell, whole + 1) == cell.length();
    }

    private static int digitsEnd(String cell, int from) {
        int at = from;
        while (at < cell.length() && isDigit(cell.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isPhone(String cell) {
        if (cell.charAt(0) != '+' || !isDigit(cell.charAt(cell.length() - 1))) {
            return false;
        }
        int digits = 0;
        for (int at = 1; at < cell.length(); at++) {
            char c = cell.charAt(at);
            if (isDigit(c)) {
                digits++;
            } else if (" .-/()".indexOf(c) < 0 || digits == 0) {
                return false;
            }
        }
        return digits >= PHONE_DIGITS_MIN && digits <= PHONE_DIGITS_MAX;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
