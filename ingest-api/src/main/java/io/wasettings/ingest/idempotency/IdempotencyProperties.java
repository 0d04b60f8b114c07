package io.wasettings.ingest.idempotency;

import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a key stands for its command.
 *
 * @param idempotencyTtl at least the 24 hours that partners are promised; at most 30 days, and no longer than commands
 *     are remembered, since a key whose command nobody remembers would wait for its end forever
 * @param idempotencySecretFile what keys and contents are hashed with, the same for all instances; without it a random
 *     one is kept in the store
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record IdempotencyProperties(
        @DurationMin(hours = 24) @DurationMax(days = 30) @DefaultValue("24h")
        Duration idempotencyTtl,

        @Nullable Path idempotencySecretFile) {

    /** With a margin, since the clocks of two instances and of the partner do not agree. */
    private static final Duration LEAST = Duration.ofHours(24).plusMinutes(10);

    /** How long keys are kept. */
    Duration kept() {
        return idempotencyTtl.compareTo(LEAST) < 0 ? LEAST : idempotencyTtl;
    }
}
