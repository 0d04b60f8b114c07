package io.wasettings.processor.keys;

import com.mongodb.client.MongoDatabase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.wasettings.common.seal.KeysFile;
import io.wasettings.common.settings.SecretBox;
import io.wasettings.service.keys.KeyRegistry;
import io.wasettings.service.keys.KeysFileProperties;
import io.wasettings.service.log.LogLine;
import io.wasettings.service.startup.MisconfigurationException;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KeysFileProperties.class, KeyProperties.class})
class KeysConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(KeysConfiguration.class);

    @Bean
    SecretBox secretBox(KeysFileProperties keys) {
        Path file = keys.keysFile();
        if (file == null) {
            throw new MisconfigurationException(
                    "Set wa.settings.keys-file to a JWK set with private keys; \"keys generate\" makes one");
        }
        SecretBox secretBox = MisconfigurationException.valid(() -> KeyFile.load(file));
        if (!secretBox.keys().canOpen()) {
            throw new MisconfigurationException("The keys file " + file
                    + " has public keys alone; the processor needs the private ones, as \"keys generate\" makes them");
        }
        if (KeysFile.isReadByAll(file)) {
            LogLine.warn(LOG, "keys_readable_by_all")
                    .with("file", file)
                    .with(
                            "hint",
                            "every user of this machine can open what is sealed: chmod o-r, and treat the keys as"
                                    + " compromised (keys rotate, keys reseal)")
                    .write();
        }
        return secretBox;
    }

    @Bean
    KeyRegistry keyRegistry(MongoDatabase database) {
        return new KeyRegistry(database);
    }

    @Bean
    KeyAnnouncement keyAnnouncement(KeyRegistry registry, SecretBox secretBox, KeyProperties properties, Clock clock) {
        return new KeyAnnouncement(
                registry,
                secretBox.keys().currentKid(),
                secretBox.keys().openingKids(),
                properties.checkInterval(),
                clock);
    }

    /** The health component {@code keys}. */
    @Bean
    KeyWatch keysHealthIndicator(MongoDatabase database, SecretBox secretBox, KeyProperties properties) {
        return new KeyWatch(new KeyCensus(database), secretBox, properties.checkInterval());
    }

    @Bean
    MeterBinder keyMetrics(KeyWatch keys) {
        return registry -> Gauge.builder("wa.settings.keys.missing", keys::documentsWithoutKey)
                .description("documents in the store that are sealed with a key that this process lacks")
                .register(registry);
    }
}
