package io.wasettings.ingest.status;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of what is kept in memory.
 *
 * @param maxWaiting requests that wait for their outcome at a time; further ones are answered 202 at once
 * @param recentStatuses statuses that are answered without asking the store
 */
@Validated
@ConfigurationProperties("wa.settings.ingest")
record StatusProperties(
        @Min(0) @DefaultValue("10000") int maxWaiting,
        @Min(1) @DefaultValue("10000") int recentStatuses) {}
