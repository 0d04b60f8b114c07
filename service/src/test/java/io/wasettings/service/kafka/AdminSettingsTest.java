package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminSettingsTest {

    private static final String SERVERS = "127.0.0.1:9";

    @Test
    void a_single_question_is_bounded() {
        assertThat(new AdminSettings(Map.of()).values())
                .containsEntry("request.timeout.ms", 5000)
                .containsEntry("default.api.timeout.ms", 5000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"request.timeout.ms", "default.api.timeout.ms"})
    void either_bound_may_be_another_one(String bound) {
        AdminSettings settings = new AdminSettings(Map.of("bootstrap.servers", SERVERS, bound, "30000"));

        assertThat(settings.values()).containsEntry(bound, "30000");
        assertThatCode(() -> Admin.create(settings.values()).close()).doesNotThrowAnyException();
    }
}
