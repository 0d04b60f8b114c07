package io.wasettings.ingest.idempotency;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a key stands for its command.
 *
 * @param idempotencyTtl at least the 24 hours that partners are promised; at most the 30 days for which statuses are
 *     kept, since a key whose command nobody remembers would wait for its end forever
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record IdempotencyProperties(
        @DurationMin(hours = 24) @DurationMax(days = 30) @DefaultValue("24h")
        Duration idempotencyTtl) {}
