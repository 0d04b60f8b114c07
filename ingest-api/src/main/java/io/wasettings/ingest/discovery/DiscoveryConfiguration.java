package io.wasettings.ingest.discovery;

import io.wasettings.common.SecretBox;
import io.wasettings.service.startup.MisconfigurationException;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysProperties.class)
class DiscoveryConfiguration {

    @Bean
    SecretBox secretBox(KeysProperties properties) {
        if (properties.keysFile() == null) {
            throw new MisconfigurationException(
                    "Set wa.settings.keys-file to a JWK set; the processor makes one with \"keys generate\"");
        }
        try {
            return SecretBox.load(properties.keysFile());
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(String.valueOf(e.getMessage()));
        }
    }
}
