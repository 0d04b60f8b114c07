package io.wasettings.ingest.discovery;

import io.wasettings.common.SecretBox;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysProperties.class)
class DiscoveryConfiguration {

    @Bean
    SecretBox secretBox(KeysProperties properties) {
        Path file = properties.keysFile();
        if (file == null) {
            throw new MisconfigurationException(
                    "Set wa.settings.keys-file to a JWK set; the processor makes one with \"keys generate\"");
        }
        return MisconfigurationException.valid(() -> SecretBox.load(file));
    }
}
