package io.wasettings.processor.validation.url;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.wasettings.testkit.CapturedLog;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class UrlConfigurationTest {

    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(UrlConfiguration.class);

    @Test
    void without_properties_the_defaults_apply() {
        application.run(context -> assertThat(context.getBean(UrlSettings.class))
                .isEqualTo(UrlSettings.DEFAULTS)
                .isEqualTo(new UrlSettings(
                        List.of(), Set.of(443, 8443), List.of(), Duration.ofSeconds(3), Duration.ofSeconds(30))));
    }

    @Test
    void every_property_can_be_set() {
        application
                .withPropertyValues(
                        "wa.settings.processor.urls.trusted-hosts=localhost,127.0.0.1:9090",
                        "wa.settings.processor.urls.ports=444,445",
                        "wa.settings.processor.urls.own-hosts=api.example.com",
                        "wa.settings.processor.urls.lookup-timeout=1s",
                        "wa.settings.processor.urls.lookup-cache-cap=0s")
                .run(context -> assertThat(context.getBean(UrlSettings.class))
                        .isEqualTo(new UrlSettings(
                                List.of("localhost", "127.0.0.1:9090"),
                                Set.of(444, 445),
                                List.of("api.example.com"),
                                Duration.ofSeconds(1),
                                Duration.ZERO)));
    }

    @Test
    void trusted_hosts_are_logged_at_start_up() {
        try (CapturedLog log = CapturedLog.of(UrlConfiguration.class, Level.INFO)) {
            application
                    .withPropertyValues("wa.settings.processor.urls.trusted-hosts=LOCALHOST,bücher.example.com:444")
                    .run(context -> assertThat(context).hasSingleBean(UrlPolicy.class));

            assertThat(log.lines())
                    .extracting(line -> line.getFormattedMessage() + " " + line.getKeyValuePairs())
                    .containsExactly("event=url_policy [trusted_hosts=\"[localhost, xn--bcher-kva.example.com:444]\"]");
        }
    }
}
