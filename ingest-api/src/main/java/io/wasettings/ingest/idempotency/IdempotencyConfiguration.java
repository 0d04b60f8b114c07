package io.wasettings.ingest.idempotency;

import io.wasettings.ingest.store.Store;
import io.wasettings.service.mongo.TtlIndex;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyConfiguration {

    @Bean
    TtlIndex idempotencyExpiry() {
        return MongoIdempotencyKeys.EXPIRY;
    }

    @Bean
    IdempotencyKeys idempotencyKeys(Store store, IdempotencyProperties properties, Clock clock) {
        Path file = properties.idempotencySecretFile();
        HashSecret secret = file == null ? null : HashSecret.load(file);
        return new MongoIdempotencyKeys(store, secret, properties.idempotencyTtl(), clock);
    }
}
