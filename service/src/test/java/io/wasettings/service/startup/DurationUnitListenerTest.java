package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class DurationUnitListenerTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void a_duration_without_a_unit_keeps_an_application_from_starting() {
        SpringApplicationBuilder application =
                new SpringApplicationBuilder(DurationUnitListenerTest.class).web(WebApplicationType.NONE);

        assertThatThrownBy(() -> application.run("--wa.settings.mongodb.command-retention=30"))
                .isInstanceOf(MisconfigurationException.class)
                .hasMessage("wa.settings.mongodb.command-retention says 30 without a unit; write 30ms, 30s or 30m");
    }

    @Test
    void it_is_found_in_the_environment_too() {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment", Map.of("WA_SETTINGS_MONGODB_COMMANDRETENTION", " 30 ")));
        ConfigurationPropertySources.attach(environment);

        assertThat(DurationUnitListener.fault(environment)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30d", "PT720H", "0", "", "soon", "-1"})
    void any_other_is_left_to_whoever_reads_it(String value) {
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("wa.settings.mongodb.command-retention", value)));
        ConfigurationPropertySources.attach(environment);

        assertThat(DurationUnitListener.fault(environment)).isEmpty();
    }
}
