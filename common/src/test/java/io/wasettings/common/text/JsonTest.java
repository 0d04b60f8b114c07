package io.wasettings.common.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class JsonTest {

    private static final byte[] NO_UTF_8 = "{\"note\": \"f\u00fcr\"}".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void bytes_that_are_no_utf_8_are_refused_in_either_way() {
        assertThat(Json.parse(NO_UTF_8).object()).isEmpty();
        assertThatThrownBy(() -> Json.mapper().readTree(NO_UTF_8)).isInstanceOf(JacksonException.class);
    }

    @Test
    void names_that_anybody_makes_up_are_not_kept_in_memory() {
        String name = nameIn("{\"made up\": 1}");

        assertThat(nameIn("{\"made up\": 2}")).isEqualTo(name).isNotSameAs(name);
    }

    private static String nameIn(String json) {
        return Json.parse(json.getBytes(StandardCharsets.UTF_8))
                .object()
                .orElseThrow()
                .propertyNames()
                .iterator()
                .next();
    }
}
