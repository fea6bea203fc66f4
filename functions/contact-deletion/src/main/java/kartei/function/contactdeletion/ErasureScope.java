package kartei.function.contactdeletion;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Who is to be erased: one profile on one channel, or everybody who is the same person.
enum ErasureScope {
    CONTACT,
    PERSON;

    static Optional<ErasureScope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.name().toLowerCase(Locale.ROOT).equals(word)).findFirst();
    }
}
