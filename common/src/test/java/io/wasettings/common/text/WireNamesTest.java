package io.wasettings.common.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class WireNamesTest {

    private enum Kind {
        IN_TIME,
        LATE {}
    }

    @Test
    void a_constant_is_found_by_its_name_in_lower_case() {
        assertThat(WireNames.of(Kind.IN_TIME)).isEqualTo("in_time");
        assertThat(WireNames.find(Kind.class, "in_time")).contains(Kind.IN_TIME);
        assertThat(WireNames.find(Kind.class, "late")).contains(Kind.LATE);
    }

    @Test
    void no_constant_is_found_by_any_other_name() {
        assertThat(WireNames.find(Kind.class, "IN_TIME")).isEmpty();
        assertThat(WireNames.find(Kind.class, "never")).isEmpty();
        assertThat(WireNames.find(Kind.class, null)).isEmpty();
    }

    @Test
    void a_name_is_the_same_in_every_locale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertThat(WireNames.of(Kind.IN_TIME)).isEqualTo("in_time");
        } finally {
            Locale.setDefault(before);
        }
    }
}
