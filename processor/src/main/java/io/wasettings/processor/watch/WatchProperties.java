package io.wasettings.processor.watch;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often broker and store are looked at.
 *
 * @param backlogInterval how often the topics are looked at for metrics and readiness
 * @param failuresInterval how often the commands that stand as failed are counted for the metrics
 */
@Validated
@ConfigurationProperties("wa.settings.processor.ops")
record WatchProperties(
        @DefaultValue("5s") @DurationMin(millis = 100) Duration backlogInterval,

        @DefaultValue("10s") @DurationMin(millis = 100) Duration failuresInterval) {}
