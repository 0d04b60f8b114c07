package io.wasettings.processor.replay;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of listing and replaying dead letters.
 *
 * @param maxCommands commands that one listing or replay holds in memory; beyond it the filter must be narrowed
 * @param takeOver whether this process looks after replays that others left behind
 */
@Validated
@ConfigurationProperties("wa.settings.processor.replay")
record ReplayProperties(
        @DefaultValue("100000") @Min(1) int maxCommands,
        @DefaultValue("true") boolean takeOver) {}
