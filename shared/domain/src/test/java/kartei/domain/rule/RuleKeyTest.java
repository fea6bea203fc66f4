package kartei.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Keys of groups and teams that follow from their names.
class RuleKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Key accounts      | key-accounts
            '  Größe (XL)! '  | gro-e-xl
            Café_99           | cafe-99
            日本               | team
            """)
    void areDerived(String name, String key) {
        assertThat(RuleKey.derivedFrom(name, "team")).isEqualTo(key);
        assertThat(RuleKey.isShaped(key)).isTrue();
    }
}
