package io.wasettings.ingest.discovery;

import io.wasettings.common.settings.SecretBox;
import io.wasettings.ingest.store.Store;
import io.wasettings.service.keys.KeysFileProperties;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeysFileProperties.class)
class DiscoveryConfiguration {

    private static final Duration KEYS_LOOKED_AT = Duration.ofSeconds(5);

    @Bean
    SecretBox secretBox(KeysFileProperties properties) {
        Path file = properties.keysFile();
        if (file == null) {
            throw new MisconfigurationException(
                    "Set wa.settings.keys-file to a JWK set of public keys, as the processor prints it: \"keys list --json\"");
        }
        SecretBox secretBox = load(file);
        if (secretBox.keys().holdSecrets()) {
            throw new MisconfigurationException("The keys file " + file
                    + " holds private keys, which must not come here; give the ingest-api the public ones alone, as"
                    + " \"keys list --json\" of the processor prints them");
        }
        return secretBox;
    }

    private static SecretBox load(Path file) {
        try {
            return SecretBox.load(file);
        } catch (IllegalArgumentException e) {
            throw new MisconfigurationException(e.getMessage()
                    + "; wa.settings.keys-file must name what \"keys list --json\" of the processor prints");
        }
    }

    /** The health component {@code sealing}. */
    @Bean
    KeyAgreement sealingHealthIndicator(Store store, SecretBox secretBox) {
        return new KeyAgreement(store, secretBox.keys().currentKid(), KEYS_LOOKED_AT);
    }

    @Bean
    SealingAnnouncement sealingAnnouncement(Store store, SecretBox secretBox, Clock clock) {
        return new SealingAnnouncement(store, secretBox.keys().currentKid(), clock);
    }

    /** The contracts may be read by pages of any origin, such as editors of them; nothing else may. */
    @Bean
    WebMvcConfigurer documentsForPages() {
        return new WebMvcConfigurer() {
            @Override
            public void addCorsMappings(CorsRegistry cors) {
                PublicDocuments.CONTRACTS.forEach(
                        path -> cors.addMapping(path).allowedOrigins("*").allowedMethods("GET", "HEAD"));
            }
        };
    }
}
