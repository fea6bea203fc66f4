package kartei.domain.attribute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeKeyTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            key                                                               | shaped | custom
            tier                                                              | true   | true
            Tier_2                                                            | true   | true
            _                                                                 | true   | true
            x-handle                                                          | true   | false
            a234567890123456789012345678901234567890123456789012345678901234  | true   | true
            a2345678901234567890123456789012345678901234567890123456789012345 | false  | false
            ''                                                                | false  | false
            two words                                                         | false  | false
            größe                                                             | false  | false
            a.b                                                               | false  | false
            'a\n'                                                             | false  | false
            """)
    void hasAShapeThatIsNarrowerForCustomOnes(String key, boolean shaped, boolean custom) {
        assertThat(AttributeKey.isShaped(key)).isEqualTo(shaped);
        assertThat(AttributeKey.isCustom(key)).isEqualTo(custom);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', useHeadersInDisplayName = true, textBlock = """
            label            | key
            Tier             | Tier
            Job title        | Job_title
            '  Größe (cm) '  | Gro_e_cm
            Préféré          | Prefere
            a--b__c          | a_b_c
            日本              | attribute
            ???              | attribute
            """)
    void isDerivedFromALabel(String label, String key) {
        assertThat(AttributeKey.derivedFrom(label)).isEqualTo(new AttributeKey(key));
    }

    @ParameterizedTest
    @CsvSource({"tier, TIER, true", "tier, tiers, false", "x-handle, X-Handle, true"})
    void isTheSameInAnyCase(String one, String other, boolean same) {
        assertThat(new AttributeKey(one).folded().equals(new AttributeKey(other).folded())).isEqualTo(same);
    }
}
