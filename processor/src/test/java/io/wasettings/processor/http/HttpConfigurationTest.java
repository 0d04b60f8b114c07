package io.wasettings.processor.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasettings.service.startup.MisconfigurationException;
import io.wasettings.service.trace.Traces;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class HttpConfigurationTest {

    @TempDir
    Path folder;

    private final ApplicationContextRunner properties =
            new ApplicationContextRunner().withUserConfiguration(PropertiesOnly.class);

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withUserConfiguration(HttpConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(Traces.class, Traces::off);

    @ParameterizedTest
    @ValueSource(strings = {"wa.settings.processor.http.max-connections=6", "wa.settings.processor.http.proxy="})
    void without_a_proxy_there_is_a_client(String property) {
        application
                .withPropertyValues(property)
                .run(context -> assertThat(context).hasSingleBean(GuardedHttpClient.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://me:s3cr3t@proxy:3128", "http://me:[s3cr3t@proxy:3128"})
    void what_is_no_proxy_stops_the_start_and_is_not_quoted(String proxy) {
        application
                .withPropertyValues("wa.settings.processor.http.proxy=" + proxy)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessageContaining("http://host:port")
                        .hasMessageNotContaining("s3cr3t"));
    }

    @ParameterizedTest
    @CsvSource({
        "max-body-size=4GB, must be less than 2GB",
        "max-header-size=2GB, must be less than 2GB",
        "max-header-size=-4GB, must be at least 1B",
        "max-connections-per-host=0, must be at least 1",
        "idle-timeout=0s, must be at least 1ms"
    })
    void a_limit_that_cannot_be_stops_the_start(String setting, String problem) {
        assertRefused(setting, "wa.settings.processor.http." + setting.split("=", -1)[0] + " " + problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nbm90IG9uZQ==\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nbm90IG9uZQ==\n-----END PRIVATE KEY-----\n"
            })
    void extra_authorities_of_which_there_are_none_stop_the_start(String held) throws IOException {
        Path file = Files.writeString(folder.resolve("ca.pem"), held);

        assertRefused(
                "extra-ca=" + file,
                "wa.settings.processor.http.extra-ca: " + file
                        + " must hold certificates in PEM, one or more and nothing else");
    }

    @Test
    void extra_authorities_that_cannot_be_read_stop_the_start() {
        for (Path unreadable : List.of(folder, folder.resolve("none.pem"))) {
            assertRefused(
                    "extra-ca=" + unreadable,
                    "wa.settings.processor.http.extra-ca: " + unreadable
                            + " cannot be read; it must be a file that this user may read");
        }
    }

    private void assertRefused(String setting, String told) {
        application
                .withPropertyValues("wa.settings.processor.http." + setting)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(MisconfigurationException.class)
                        .hasMessage(told));
    }

    @Test
    void every_property_can_be_set() {
        properties
                .withPropertyValues(
                        "wa.settings.processor.http.connect-timeout=1s",
                        "wa.settings.processor.http.read-timeout=2s",
                        "wa.settings.processor.http.total-timeout=3s",
                        "wa.settings.processor.http.max-body-size=4KB",
                        "wa.settings.processor.http.max-header-size=5KB",
                        "wa.settings.processor.http.max-connections=6",
                        "wa.settings.processor.http.max-connections-per-host=7",
                        "wa.settings.processor.http.idle-timeout=8s",
                        "wa.settings.processor.http.proxy=http://proxy.example.com:3128",
                        "wa.settings.processor.http.extra-ca=/etc/ca.pem")
                .run(context -> assertThat(context.getBean(HttpProperties.class).toSettings(1))
                        .isEqualTo(new HttpSettings(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                4_096,
                                5_120,
                                6,
                                7,
                                Duration.ofSeconds(8),
                                URI.create("http://proxy.example.com:3128"),
                                Path.of("/etc/ca.pem"))));
    }

    @Test
    void there_are_connections_for_twice_as_many_commands_as_are_in_flight() {
        assertThat(maxConnections(2000)).isEqualTo(4000);
        assertThat(maxConnections(1)).isEqualTo(512);
    }

    private int maxConnections(int concurrency) {
        AtomicInteger most = new AtomicInteger();
        properties
                .withPropertyValues("wa.settings.processor.concurrency=" + concurrency)
                .run(context -> most.set(context.getBean(HttpProperties.class)
                        .toSettings(context.getBean(CallersProperties.class).concurrency())
                        .maxConnections()));
        return most.get();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties({HttpProperties.class, CallersProperties.class})
    static class PropertiesOnly {}
}
