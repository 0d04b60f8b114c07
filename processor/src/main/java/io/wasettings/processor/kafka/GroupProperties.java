package io.wasettings.processor.kafka;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who takes commands.
 *
 * @param group consumer group of all processors
 */
@Validated
@ConfigurationProperties("wa.settings.processor")
public record GroupProperties(
        @DefaultValue("wa-settings-processor") @NotBlank String group) {}
