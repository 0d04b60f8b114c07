package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminSettingsTest {

    private static final String SERVERS = "127.0.0.1:9";

    @Test
    void a_single_question_is_bounded() {
        assertThat(new AdminSettings(Map.of()).values())
                .containsEntry("request.timeout.ms", 5000)
                .containsEntry("default.api.timeout.ms", 5000);
    }

    @ParameterizedTest
    @CsvSource({
        "request.timeout.ms, 30000, default.api.timeout.ms, 30000",
        "request.timeout.ms, 3000, default.api.timeout.ms, 5000",
        "default.api.timeout.ms, 30000, request.timeout.ms, 5000",
        "default.api.timeout.ms, 3000, request.timeout.ms, 3000"
    })
    void whoever_sets_one_bound_has_the_other_fit(String given, String millis, String other, int fitting) {
        AdminSettings settings = new AdminSettings(Map.of("bootstrap.servers", SERVERS, given, millis));

        assertThat(settings.values()).containsEntry(given, millis).containsEntry(other, fitting);
        assertThatCode(() -> Admin.create(settings.values()).close()).doesNotThrowAnyException();
    }
}
