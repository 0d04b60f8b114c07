package io.wasettings.processor.secrets;

import io.wasettings.common.SecretBox;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {

    @Bean
    SecretBox secretBox(@Value("${wa.settings.keys-file:#{null}}") @Nullable Path file) {
        if (file == null) {
            throw new MisconfigurationException(
                    "Set wa.settings.keys-file to a JWK set with private keys; \"keys generate\" makes one");
        }
        SecretBox secretBox = MisconfigurationException.valid(() -> SecretBox.load(file));
        if (!secretBox.canOpen()) {
            throw new MisconfigurationException("The keys file " + file
                    + " has public keys alone; the processor needs the private ones, as \"keys generate\" makes them");
        }
        return secretBox;
    }
}
