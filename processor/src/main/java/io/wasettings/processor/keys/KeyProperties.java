package io.wasettings.processor.keys;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the sealing keys are watched.
 *
 * @param checkInterval how often it is looked whether the store needs a key that this process lacks, and told which
 *     keys it has; well below the hour for which a key counts as in use that a process told of
 */
@Validated
@ConfigurationProperties("wa.settings.processor.keys")
record KeyProperties(
        @DefaultValue("5m") @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 30)
        Duration checkInterval) {}
