package io.wasettings.processor.kafka;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Consumer groups of all processors.
 *
 * @param group consumer group of all processors, for commands
 * @param projectionGroup consumer group that brings the status topic, and where dead letters lie, into {@code commands}
 */
@Validated
@ConfigurationProperties("wa.settings.processor")
public record GroupProperties(
        @DefaultValue("wa-settings-processor") @NotBlank String group,
        @DefaultValue("wa-settings-projection") @NotBlank String projectionGroup) {}
