package io.wasettings.service.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.mongodb.autoconfigure.MongoAutoConfiguration;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class SecuredStoreTest {

    @Test
    void tls_and_the_user_of_the_uri_reach_the_driver() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(MongoAutoConfiguration.class))
                .withPropertyValues(
                        "spring.mongodb.uri=mongodb://processor:not-a-secret@store.example.com/?tls=true&authSource=admin")
                .run(started -> {
                    MongoClientSettings.Builder builder =
                            MongoClientSettings.builder(started.getBean(MongoClientSettings.class));
                    started.getBeansOfType(MongoClientSettingsBuilderCustomizer.class)
                            .values()
                            .forEach(customizer -> customizer.customize(builder));
                    MongoClientSettings settings = builder.build();

                    assertThat(settings.getSslSettings().isEnabled()).isTrue();
                    assertThat(settings.getCredential())
                            .extracting(MongoCredential::getUserName, MongoCredential::getSource)
                            .containsExactly("processor", "admin");
                });
    }
}
