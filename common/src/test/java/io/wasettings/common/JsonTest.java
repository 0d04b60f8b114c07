package io.wasettings.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.core.TokenStreamFactory;

class JsonTest {

    @Test
    void names_that_anybody_makes_up_are_not_kept_in_memory() {
        assertThat(Json.mapper().tokenStreamFactory().isEnabled(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES))
                .isFalse();
    }
}
