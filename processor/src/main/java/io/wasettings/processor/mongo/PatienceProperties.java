package io.wasettings.processor.mongo;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long MongoDB is waited for.
 *
 * @param serverSelectionTimeout how long an operation waits for a server to be there
 * @param readTimeout how long an operation waits for its answer
 */
@Validated
@ConfigurationProperties("wa.settings.mongodb")
record PatienceProperties(
        @DefaultValue("3s") @NotNull @DurationMin(millis = 100)
        Duration serverSelectionTimeout,

        @DefaultValue("10s") @NotNull @DurationMin(millis = 100)
        Duration readTimeout) {}
