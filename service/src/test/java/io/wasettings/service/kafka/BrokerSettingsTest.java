package io.wasettings.service.kafka;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasettings.service.startup.MisconfigurationException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"foo", "localhost", "localhost:", "http//x", ""})
    void an_address_without_host_or_port_is_told(String server) {
        assertThatThrownBy(() -> BrokerSettings.verify(Map.of("bootstrap.servers", List.of(server))))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("spring.kafka.bootstrap-servers")
                .hasMessageContaining("\"" + server + "\"");
    }

    @Test
    void a_setting_that_the_client_refuses_is_told() {
        assertThatThrownBy(() -> BrokerSettings.verify(
                        Map.of("bootstrap.servers", "localhost:9092", "security.protocol", "SASL")))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessageContaining("security.protocol");
    }

    @Test
    void a_name_that_does_not_resolve_is_no_mistake() {
        assertThatCode(() -> BrokerSettings.verify(Map.of("bootstrap.servers", "kafka.invalid:9092,[::1]:9093")))
                .doesNotThrowAnyException();
    }
}
