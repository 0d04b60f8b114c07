package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpSettingsTest {

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy:3128", "http://127.0.0.1:1/", "http://[::1]:8080"})
    void a_proxy_is_named_by_host_and_port(String proxy) {
        assertThat(settings(Duration.ofSeconds(1), 1, URI.create(proxy)).proxy())
                .hasToString(proxy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://proxy:3128",
                "socks://proxy:1080",
                "proxy:3128",
                "http://proxy",
                "http://u:p@proxy:1/",
                "http://proxy:1/x"
            })
    void a_proxy_of_another_kind_is_refused(String proxy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofSeconds(1), 1, URI.create(proxy)))
                .withMessage("wa.settings.processor.http.proxy must be given as http://host:port");
    }

    @Test
    void a_limit_of_nothing_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ZERO, 1, null))
                .withMessage("wa.settings.processor.http.connect-timeout must be at least 1ms");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Duration.ofSeconds(1), 0, null))
                .withMessage("wa.settings.processor.http.max-body-size must be at least 1B");
    }

    private static HttpSettings settings(Duration time, int number, @Nullable URI proxy) {
        return new HttpSettings(time, time, time, number, number, number, number, time, proxy, null);
    }
}
