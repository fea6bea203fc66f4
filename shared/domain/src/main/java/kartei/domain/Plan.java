package kartei.domain;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What a workspace has bought: the matrix of product.md as data (S2, S6). In every plan: messages in, conversations, the queue.
public enum Plan {
    STANDARD(EnumSet.of(Feature.ATTRIBUTES, Feature.CONTACTS, Feature.ERASURE, Feature.ACCESS_BUNDLE)),
    PROFESSIONAL(EnumSet.copyOf(STANDARD.features)),
    ADVANCED(EnumSet.range(Feature.ATTRIBUTES, Feature.ROUTING)),
    ENTERPRISE(EnumSet.allOf(Feature.class));

    @SuppressWarnings("ImmutableEnumChecker") // it cannot be changed, the type only does not say so
    private final Set<Feature> features;

    Plan(EnumSet<Feature> features) {
        this.features = Collections.unmodifiableSet(features);
    }

    public Set<Feature> features() {
        return features;
    }

    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Plan> of(String word) {
        for (var plan : values()) {
            if (plan.word().equals(word)) {
                return Optional.of(plan);
            }
        }
        return Optional.empty();
    }
}
