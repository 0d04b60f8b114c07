package io.wasettings.service.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class UnknownPropertiesListenerTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void what_is_known_is_no_matter() {
        given("wa.settings.mongodb.database", "x");
        given("wa.settings.topics.retryPrefix", "x");

        assertThat(UnknownPropertiesListener.unknown(environment)).isEmpty();
    }

    @Test
    void a_misspelt_property_is_named_with_the_likely_one() {
        given("wa.settings.mongodb.databse", "x");

        assertThat(UnknownPropertiesListener.unknown(environment))
                .containsExactly("The property wa.settings.mongodb.databse is unknown and has no effect;"
                        + " did you mean wa.settings.mongodb.database?");
    }

    @Test
    void a_misspelt_variable_of_the_environment_is_named_too() {
        environment
                .getPropertySources()
                .addFirst(new SystemEnvironmentPropertySource(
                        "test-systemEnvironment",
                        Map.of("WA_SETTINGS_TOPICS_COMAMNDS", "x", "WA_SETTINGS_MONGODB_COMMANDRETENTION", "30d")));
        ConfigurationPropertySources.attach(environment);

        assertThat(UnknownPropertiesListener.unknown(environment))
                .singleElement()
                .asString()
                .contains("did you mean wa.settings.topics.commands?");
    }

    @Test
    void an_unknown_property_like_no_other_is_named_alone() {
        given("wa.settings.topics.colour", "x");

        assertThat(UnknownPropertiesListener.unknown(environment))
                .containsExactly("The property wa.settings.topics.colour is unknown and has no effect");
    }

    @Test
    void a_property_of_an_application_that_is_not_here_is_no_matter() {
        given("wa.settings.elsewhere.something", "x");

        assertThat(UnknownPropertiesListener.unknown(environment)).isEmpty();
    }

    private void given(String name, String value) {
        environment.getPropertySources().addFirst(new MapPropertySource("test " + name, Map.of(name, value)));
        ConfigurationPropertySources.attach(environment);
    }
}
