package io.wasettings.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.common.text.Json;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class DemoRequestsTest {

    @Test
    void no_settings_but_those_of_the_demonstration_s_own_sender_are_touched() {
        assertThat(DemoRequests.of("https://partner.example.com", "https://outage.example.com"))
                .flatMap(request -> sender(request.body()).toList())
                .hasSize(5)
                .containsOnly("+12025550199");
    }

    /** Empty for a body that no settings can be read from. */
    private static Stream<String> sender(String body) {
        try {
            return Stream.of(Json.mapper().readTree(body).path("from").asString());
        } catch (JacksonException e) {
            return Stream.empty();
        }
    }
}
