package io.wasettings.service.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownParametersTest {

    private static final Set<String> KNOWN = Set.of("source", "limit");
    private static final String[] ONCE = {"a"};
    private static final String[] TWICE = {"a", "a"};

    @Test
    void known_parameters_are_sent_once_or_not_at_all() {
        assertThat(KnownParameters.fault(KNOWN, Map.of())).isEmpty();
        assertThat(KnownParameters.fault(KNOWN, Map.of("limit", ONCE, "source", ONCE)))
                .isEmpty();
    }

    @Test
    void an_unknown_one_is_named_with_all_that_are_allowed() {
        assertThat(KnownParameters.fault(KNOWN, Map.of("sorce", ONCE)))
                .contains("The parameter \"sorce\" is unknown; only \"limit\", \"source\" are allowed.");
        assertThat(KnownParameters.fault(Set.of("from"), Map.of("form", ONCE)))
                .contains("The parameter \"form\" is unknown; only \"from\" is allowed.");
        assertThat(KnownParameters.fault(Set.of(), Map.of("form", ONCE)))
                .contains("The parameter \"form\" is unknown; none is allowed.");
    }

    @Test
    void a_repeated_one_is_named() {
        assertThat(KnownParameters.fault(KNOWN, Map.of("source", TWICE)))
                .contains("The parameter \"source\" is repeated; send it once.");
    }
}
